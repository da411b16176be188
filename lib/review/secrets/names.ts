/** What a name says of its value: `["api", "key"]` in `API_KEY`, `apiKey` and `x-api-key`. */
const SECRET =
  /(^| )(password|passwords|passwd|passphrase|pwd|pgpassword|pass|secret|secrets|token|tokens|apikey|authorization|credential|credentials|requirepass|masterauth|dsn|mnemonic|jwt|bearer|cookie|htpasswd|(api|access|secret|private|signing|encryption|encrypt|shared|routing|service|integration|account|storage|license|master|session|client|deploy|root|hmac|ssh|auth|opsgenie|app) key|connection string|auth (pass|token)|shared access signature|totp|otp|pin code|seed phrase)( |$)/;

/** A name that ends so says where a secret stands, or something about it, and not the secret. */
const ABOUT =
  / (file|files|path|name|names|id|ids|ref|reference|dir|directory|ttl|type|types|length|count|size|expiry|expires|expiration|timeout|age|algorithm|policy|url|urls|uri|endpoint|method|min|max|version|enabled|required|mode|format|label|arn|encryption|lifetime|interval|rotation|header|field|env|var|variable|prefix|suffix|source|provider|store|mount|target|user|username|host|port|scope|scopes|total|seconds|bytes|at|by|hint|limit|samesite|audience|issuer|per|rate|configs?|key selector|selector)$/;

/** Joined names that tools use: `rootpw`, `PGPASSWORD`, `clientsecret`. */
const JOINED =
  /(password|passwd|passphrase|apikey|secretkey|accesskey|privatekey|authtoken|accesstoken|apitoken|bearertoken|clientsecret|rootpw|bindpw|sharedkey|signingkey|encryptionkey|accountkey)$/;

/** A part of every name that can be a secret's, so that most names need not be taken apart. */
const HINT =
  /pass|pwd|secret|token|key|authorization|credential|auth|dsn|mnemonic|jwt|bearer|cookie|rootpw|bindpw|connection|signature|otp|pin|phrase/i;

const words = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[^A-Za-z0-9]+/g, " ")
    .trim()
    .toLowerCase();

/** Whether a value of that name (attribute, variable, key, flag, header) is a secret. `password_file` is not. */
export function namesSecret(name: string): boolean {
  if (!HINT.test(name)) return false;
  const said = words(name);
  if (ABOUT.test(said)) return false;
  return SECRET.test(said) || JOINED.test(said);
}

const REFERENCES: readonly RegExp[] = [
  /^\s*$/,
  /^\$+\{[^}]*\}$/,
  /^\$[A-Za-z_]\w*$/,
  /^\$\(/,
  // A call in code: `secret("name")`, `(name) =>`.
  /^(?:[a-z][A-Za-z_.]+)?\((?:["'][\w-]*["']\)|[a-z]+)?[,;]?$/,
  /^(bearer|basic|digest|token|apikey)$/i,
  /^\$__\w+\{[^}]*\}$/,
  /^%\{[^}]*\}$/,
  /^\{\{[\s\S]*\}\}$/,
  /^<[a-z_ -]+>$/i,
  /^\[(redacted|hidden)\]$/i,
  /^\*+$/,
  /^(~|\.{1,2})?\/[a-z0-9._/@-]*[a-z][a-z0-9._/@-]*$/,
  /^(file|env|vault|op|secret|ssm|arn|ref\+\w+|sm|awssm|gcpsm):(\/\/)?[\w./:@-]+$/i,
  /^(true|false|null|nil|none|yes|no|on|off|undefined|unknown|[{[]\s*[}\]]?|[&|>][-+]?)$/i,
  /^«secret \d+»$/,
];

/** Whether a value only points at a secret or is none at all: `/run/secrets/x`, `$__file{/x}`, `${var.x}`, `true`. */
export const isReference = (value: string): boolean => REFERENCES.some((pattern) => pattern.test(value));
