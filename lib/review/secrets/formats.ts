import type { Finding } from "./finding.ts";
import { matchesIn } from "./matches.ts";

/** What a secret of a known kind looks like; the first group, where there is one, is the secret. */
export interface Format {
  readonly kind: string;
  readonly pattern: RegExp;
}

/**
 * Shapes that their issuers document so that scanners find them
 * (https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns).
 */
export const FORMATS: readonly Format[] = [
  {
    kind: "private key",
    pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g,
  },
  { kind: "PuTTY key", pattern: /PuTTY-User-Key-File-\d:[\s\S]*?Private-MAC: *[0-9a-f]+/g },
  { kind: "age key", pattern: /\bAGE-SECRET-KEY-1[0-9A-Z]{30,}/g },
  { kind: "JWT", pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?/g },
  { kind: "AWS access key", pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b/g },
  { kind: "AWS Bedrock key", pattern: /\bABSK[A-Za-z0-9+/]{40,}={0,2}/g },
  { kind: "GitHub token", pattern: /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,})/g },
  { kind: "GitLab token", pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|oas|ffct)-[\w.-]{16,}/g },
  { kind: "Slack token", pattern: /\bxox[a-z](?:\.xox[a-z])?-[\w-]{8,}|\bxapp-\d-[\w-]{8,}/g },
  { kind: "Slack webhook", pattern: /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/([\w/+-]{8,})/g },
  { kind: "Discord webhook", pattern: /\bdiscord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/(\d+\/[\w-]{16,})/g },
  { kind: "Teams webhook", pattern: /\bwebhook\.office(?:365)?\.com\/webhookb2\/([\w@/-]{16,})/g },
  { kind: "Discord token", pattern: /\b[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,38}\b/g },
  { kind: "Telegram token", pattern: /(?<!\d)\d{8,10}:[A-Za-z0-9_-]{35}(?![\w-])/g },
  { kind: "Grafana token", pattern: /\bgl(?:sa|c)_[A-Za-z0-9+/=_-]{20,}/g },
  { kind: "Stripe key", pattern: /\b(?:sk|rk)_(?:live|test)_\w{10,}|\bwhsec_[A-Za-z0-9+/=]{16,}/g },
  { kind: "SendGrid key", pattern: /\bSG\.[\w-]{16,}\.[\w-]{16,}/g },
  { kind: "npm token", pattern: /\bnpm_[A-Za-z0-9]{30,}/g },
  { kind: "PyPI token", pattern: /\bpypi-[\w-]{40,}/g },
  { kind: "Docker Hub token", pattern: /\bdckr_(?:pat|oat)_[\w-]{20,}/g },
  { kind: "Google API key", pattern: /\bAIza[\w-]{35}/g },
  { kind: "Google OAuth", pattern: /\bGOCSPX-[\w-]{20,}|\bya29\.[\w-]{20,}/g },
  { kind: "Azure storage key", pattern: /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==/g },
  { kind: "Azure signature", pattern: /[?&]sig=([\w%+/=-]{20,})/g },
  { kind: "OpenAI or Anthropic key", pattern: /\bsk-(?:ant-|proj-|svcacct-)?[\w-]{20,}/g },
  { kind: "Vault token", pattern: /\bhv[sbr]\.[\w-]{20,}/g },
  { kind: "HCP Terraform token", pattern: /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,}/g },
  { kind: "DigitalOcean token", pattern: /\bdo[opr]_v1_[0-9a-f]{40,}/g },
  { kind: "Twilio key", pattern: /\bSK[0-9a-f]{32}\b/g },
  { kind: "Mailgun key", pattern: /\bkey-[0-9a-f]{32}\b/g },
  { kind: "Mailchimp key", pattern: /\b[0-9a-f]{32}-us\d{1,2}\b/g },
  { kind: "New Relic key", pattern: /\bNRAK-[A-Z0-9]{20,}/g },
  { kind: "Shopify token", pattern: /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/g },
  { kind: "Hugging Face token", pattern: /\bhf_[A-Za-z0-9]{30,}/g },
  { kind: "Linear key", pattern: /\blin_api_\w{30,}/g },
  { kind: "Sentry token", pattern: /\bsntrys_[A-Za-z0-9+/=_-]{20,}/g },
  { kind: "Doppler token", pattern: /\bdp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{20,}/g },
  { kind: "Tailscale key", pattern: /\btskey-[\w-]{16,}/g },
  { kind: "bcrypt hash", pattern: /\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}/g },
  { kind: "crypt hash", pattern: /\$(?:1|5|6|7|y|gy|apr1)\$[^\s:"'\\]{20,}/g },
  { kind: "argon2 hash", pattern: /\$argon2(?:id|i|d)\$[^\s:"'\\]{20,}/g },
  { kind: "pbkdf2 hash", pattern: /\$?pbkdf2[_-]sha\d+\$[^\s:"'\\]{20,}/g },
  { kind: "SCRAM verifier", pattern: /SCRAM-SHA-256\$\d+:[^\s"'\\]{20,}/g },
  { kind: "PostgreSQL MD5", pattern: /\bmd5[0-9a-f]{32}\b/g },
  { kind: "LDAP hash", pattern: /\{S?SHA(?:256|512)?\}[A-Za-z0-9+/=]{20,}/g },
  { kind: "URL password", pattern: /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@"'<>\\]*:([^\s/"'<>\\]+)@/gi },
  {
    kind: "authorization",
    pattern:
      /\bauthorization\\*["']?\s*[:=]\s*\\*["']?(?:Bearer|Basic|Token|ApiKey|GenieKey|Digest|Splunk)\s+((?!\$\()[^\s"'\\,}]+)/gi,
  },
  { kind: "Redis user", pattern: /\buser\s+\S+\s+[^\n]*?\s>([^\s"'\\]+)/g },
  { kind: "curl user", pattern: /\bcurl\b[^\n]*?\s(?:-u|--user)[ =]["']?[^\s:"']+:([^\s"']+)/g },
  {
    kind: "Redis password",
    pattern: /(?:^|\n|\\n|\s)\s*(?:requirepass|masterauth|auth_pass|auth-pass\s+\S+)\s+\\?["']?([^\s"'\\]+)/gi,
  },
  {
    kind: "flag",
    pattern:
      /(?:^|[\s"'])--?[\w.-]*(?:password|passwd|passphrase|secret|token|api-?key|requirepass)\s+([^\s"'\\-][^\s"'\\]*)/gi,
  },
  {
    kind: "netrc",
    pattern: /\bmachine\s+\S+\s+login\s+\S+\s+password\s+(\S+)/g,
  },
];

/** All patterns as few: most texts have none of these shapes, and are asked once instead of fifty times. */
const ANY: readonly RegExp[] = ["", "i"].map((flags) => {
  const alike = FORMATS.filter(({ pattern }) => pattern.ignoreCase === (flags === "i"));
  return new RegExp(alike.map(({ pattern }) => `(?:${pattern.source})`).join("|"), flags);
});

/** Every place of the text that has the shape of a known secret. */
export function formatsIn(text: string): readonly Finding[] {
  if (!ANY.some((pattern) => pattern.test(text))) return [];
  return FORMATS.flatMap(({ pattern }) =>
    matchesIn(text, pattern).map((match) => {
      const value = match[1] ?? match[0];
      const start = match.index + match[0].lastIndexOf(value);
      return { start, end: start + value.length, value };
    }),
  );
}
