const SECRET =
  /(?:pass(?:word|wd|phrase)|(?:^|[^a-z])(?:pass|pwd)|secrets?|tokens?|credentials?|requirepass|masterauth|(?:api|access|private|secret|encryption|signing|account)[-_ ]?key)$/i;

// A name that says where to find a secret, or how to treat it, names none itself.
const ELSEWHERE = /[-_]?(?:file|files|path|dir|directory|name|url|ttl|expiry|lifetime|length|rotation)$/i;

/** Whether what stands under this name is a secret: `REDIS_PASSWORD`, `bearerToken`; not `REDIS_PASSWORD_FILE`. */
export const namesSecret = (name: string): boolean => {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/^-+/, "");
  return SECRET.test(words) && !ELSEWHERE.test(words);
};

// A file, a reference that the reader resolves itself, or nothing.
const REFERENCE = /^(?:$|\/|\.{1,2}\/|file:|\$|%\(|<secret>|null$|~$|true$|false$)/;

/** Whether a value is given as it is, and not as a place where it is found. */
export const isLiteral = (value: string): boolean => !REFERENCE.test(value.trim());

/** A private key in PEM. */
export const holdsPrivateKey = (text: string): boolean => /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(text);
