/** Repeats what looks like a secret's characters to a length, so that no real-looking secret stands in the repository. */
const filled = (length: number, alphabet = "aB3dE5gH7jK9mN1pQ4sT6vW8xY0z"): string =>
  alphabet.repeat(Math.ceil(length / alphabet.length)).slice(0, length);
const hex = (length: number): string => filled(length, "3f9a0c7be1d2845");

/** Secrets that their own shape gives away, wherever they stand. */
export const SHAPED: Readonly<Record<string, string>> = {
  "an AWS access key": `AKIA${filled(16, "Q7ZKX2M4")}`,
  "a GitHub classic token": `ghp_${filled(36)}`,
  "a GitHub app token": `ghs_${filled(36)}`,
  "a GitHub fine-grained token": `github_pat_${filled(60)}`,
  "a GitLab token": `glpat-${filled(20)}`,
  "a GitLab deploy token": `gldt-${filled(20)}`,
  "a Slack bot token": `xoxb-${filled(12, "1234567890")}-${filled(24)}`,
  "a Slack app token": `xapp-1-${filled(24)}`,
  "a Slack webhook": `https://hooks.slack.com/services/T${filled(8)}/B${filled(8)}/${filled(24)}`,
  "a Discord webhook": `https://discord.com/api/webhooks/${filled(18, "1234567890")}/${filled(60)}`,
  "a Teams webhook": `https://corp.webhook.office.com/webhookb2/${hex(32)}@${hex(32)}/IncomingWebhook/${hex(32)}`,
  "a Telegram bot token": `123456789:${filled(35)}`,
  "a Grafana service account token": `glsa_${filled(32)}_${hex(8)}`,
  "a Grafana Cloud token": `glc_${filled(60)}`,
  "a Stripe key": `sk_${"live"}_${filled(24)}`,
  "a Stripe webhook secret": `whsec_${filled(32)}`,
  "a SendGrid key": `SG.${filled(22)}.${filled(43)}`,
  "an npm token": `npm_${filled(36)}`,
  "a PyPI token": `pypi-${filled(60)}`,
  "a Docker Hub token": `dckr_pat_${filled(27)}`,
  "a Google API key": `AIza${filled(35)}`,
  "a Google OAuth secret": `GOCSPX-${filled(28)}`,
  "an Azure storage key": `${filled(86)}==`,
  "an Azure signature": `https://account.blob.core.windows.net/x?sv=2024&sig=${filled(40)}`,
  "an Anthropic key": `sk-ant-api03-${filled(60)}`,
  "a Vault token": `hvs.${filled(30)}`,
  "an HCP Terraform token": `${filled(14)}.atlasv1.${filled(60)}`,
  "a DigitalOcean token": `dop_v1_${hex(64)}`,
  "a Twilio key": `SK${hex(32)}`,
  "a Mailgun key": `key-${hex(32)}`,
  "a Mailchimp key": `${hex(32)}-us12`,
  "a New Relic key": `NRAK-${filled(27, "Q7ZKX2M4")}`,
  "a Shopify token": `shpat_${hex(32)}`,
  "a Hugging Face token": `hf_${filled(34)}`,
  "a Linear key": `lin_api_${filled(40)}`,
  "a Sentry token": `sntrys_${filled(40)}`,
  "a Doppler token": `dp.pt.${filled(40)}`,
  "a Tailscale key": `tskey-auth-${filled(30)}`,
  "a bcrypt hash": `$2y$10$${filled(53)}`,
  "a crypt hash": `$6$salt$${filled(86)}`,
  "an argon2 hash": `$argon2id$v=19$m=65536,t=3,p=4$${filled(22)}$${filled(43)}`,
  "a SCRAM verifier": `SCRAM-SHA-256$4096:${filled(22)}==$${filled(43)}=:${filled(43)}=`,
  "a PostgreSQL MD5 hash": `md5${hex(32)}`,
  "an LDAP hash": `{SSHA}${filled(32)}`,
  "an age key": `AGE-SECRET-KEY-1${filled(58, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")}`,
  "a JWT": `eyJ${filled(17)}.eyJ${filled(40)}.${filled(43)}`,
  "a database URL": "postgres://quantflow:tr0ub4dor-and-3@db:5432/market",
  "a Redis URL without a user": "redis://:tr0ub4dor-and-3@redis:6379/0",
  "an AMQP URL": "amqps://svc:tr0ub4dor-and-3@queue/vhost",
  "an AWS secret key by its randomness": `${filled(18)}/${filled(11)}+${filled(10)}`,
  "a random token": filled(32),
};

/** What of it must be nowhere: of a URL only the part that is secret. */
export const secretPart = (planted: string): string =>
  /:([^/:@]+)@/.exec(planted)?.[1] ??
  /(?:services|webhooks|webhookb2)\/(.+)$/.exec(planted)?.[1] ??
  /sig=(.+)$/.exec(planted)?.[1] ??
  planted;

/** Secrets that only their name gives away. */
export const NAMED: readonly string[] = [
  "tr0ub4dor-and-3",
  "correcthorse",
  "p@ss w0rd!",
  'quo"ted\\value',
  "<&'tag'>12",
];

/** Names, as attributes, variables, keys and flags write them. */
export const NAMES: readonly string[] = [
  "password",
  "POSTGRES_PASSWORD",
  "adminPassword",
  "api_key",
  "x-api-key",
  "auth_token",
  "client_secret",
  "secretAccessKey",
  "routing_key",
  "smtp_auth_password",
  "passphrase",
  "connection_string",
];
