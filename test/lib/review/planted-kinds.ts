import { SHAPED, secretPart } from "./secrets/planted.ts";

/** A secret that is planted: what is written, and which texts may stand nowhere. */
export interface Kind {
  readonly written: string;
  readonly secrets: readonly string[];
}

const alphabet = "aB3dE5gH7jK9mN1pQ4sT6vW8xY0zRf2LcU";
/** Letters and digits that repeat nothing for long, and are no real secret of anybody's. */
const letters = (length: number, from: number): string =>
  Array.from({ length }, (_, at) => alphabet[(at * 7 + from * 11 + Math.floor(at / 34) * 5) % 34]).join("");

const key = (name: string): Kind => {
  const lines = [1, 2, 3].map((line) => letters(64, line + name.length));
  return { written: [`-----BEGIN ${name}-----`, ...lines, `-----END ${name}-----`].join("\n"), secrets: lines };
};

const KEYS = ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK"];

const lines: Readonly<Record<string, (secret: string) => string>> = {
  "a line of .env": (secret) => `DATABASE_PASSWORD=${secret}`,
  "an exported variable": (secret) => `export API_TOKEN='${secret}'`,
  "a libpq connection string": (secret) => `host=db user=reader password=${secret} dbname=market`,
  "an ADO connection string": (secret) => `Server=db;User Id=reader;Password=${secret};Encrypt=true`,
  "a JDBC URL": (secret) => `jdbc:postgresql://db/market?user=reader&password=${secret}`,
  "a bearer header": (secret) => `Authorization: Bearer ${secret}`,
  "a basic header": (secret) => `Authorization: Basic ${Buffer.from(`reader:${secret}`).toString("base64")}`,
  "a query of a webhook": (secret) => `https://hooks.example/notify?token=${secret}&channel=1`,
  "a flag": (secret) => `--requirepass=${secret}`,
  "a property of a JSON text": (secret) => JSON.stringify({ client_secret: secret }),
  "a PagerDuty routing key": (secret) => `routing_key: ${secret}`,
  "a basic-auth URL": (secret) => `https://reader:${secret}@grafana.example/api`,
};

/** Given away by what stands around it. */
const written = Object.entries(lines).map(([kind, line], at): readonly [string, Kind] => {
  const secret = `tr0ub4dor-${letters(9, at)}`;
  return [kind, { written: line(secret), secrets: [secret, Buffer.from(`reader:${secret}`).toString("base64")] }];
});

/** Nothing in them says that they are secrets: kinds for marks, and for what is known by value. */
export const UNSEEN: Readonly<Record<string, Kind>> = {
  "a passphrase": { written: "correct horse battery staple", secrets: ["correct horse battery staple"] },
  "a word": { written: "xyzzyplugh", secrets: ["xyzzyplugh"] },
  "a short one with signs": { written: "h9!&<'xQ", secrets: ["h9!&<'xQ"] },
  "one with a quote, a backslash and a percent": { written: 'qu"o\\te%d/123', secrets: ['qu"o\\te%d/123'] },
  "one in another script": { written: "пароль-вечера-5", secrets: ["пароль-вечера-5"] },
  "a long number": { written: "4929123456781234", secrets: ["4929123456781234"] },
  "Markdown and HTML": { written: "*<b>_hunter|two_</b>*`9`", secrets: ["*<b>_hunter|two_</b>*`9`"] },
};

/** Given away by their own text. */
export const KINDS: Readonly<Record<string, Kind>> = Object.fromEntries([
  ...Object.entries(SHAPED).map(([kind, text]) => [kind, { written: text, secrets: [secretPart(text)] }] as const),
  ...KEYS.map((name) => [`a ${name}`, key(name)] as const),
  ...written,
]);
