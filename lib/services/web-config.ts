/** What the Prometheus family of servers and tools needs to authenticate each other. */
import { scryptSync } from "node:crypto";
import bcryptjs from "bcryptjs";
import { stringify } from "yaml";
import { CERTIFICATE_FILE, TLS_CONFIG } from "./certificate.ts";
import { SECRETS_DIRECTORY, type Secret, type SecretFile } from "./secret.ts";

const COST = 10;
const SALT_BYTES = 16;
/** bcrypt reads no further: a longer password would be cut without a word. */
const LONGEST_BYTES = 72;

/**
 * The bcrypt hash of a password; the same password gives the same hash, so that pushing secrets twice changes nothing.
 * The salt is derived by scrypt, which is as slow as bcrypt itself: a salt made by a quick hash would let whoever reads
 * the file test guesses against it instead. Fails on more than 72 bytes.
 */
export function bcrypt(password: string): string {
  const hash = hashes.get(password) ?? slowHash(password);
  hashes.set(password, hash);
  return hash;
}

/** One password stands in the files of many services, and each hash costs a fifth of a second. */
const hashes = new Map<string, string>();

function slowHash(password: string): string {
  const length = Buffer.byteLength(password);
  if (length > LONGEST_BYTES)
    throw new RangeError(`a password must have at most ${LONGEST_BYTES} bytes for bcrypt, got ${length}`);
  const salt = scryptSync(password, "bcrypt salt", SALT_BYTES);
  return bcryptjs.hashSync(password, `$2b$${COST}$${bcryptjs.encodeBase64([...salt], SALT_BYTES)}`);
}

/** `web.config.file` of Prometheus, Alertmanager and the exporters: who may ask. Source: exporter-toolkit. */
export const webConfig = (users: Readonly<Record<string, Secret>>): SecretFile => ({
  needs: Object.values(users),
  render: (...passwords) =>
    stringify({
      basic_auth_users: Object.fromEntries(
        Object.keys(users).map((user, index) => [user, bcrypt(passwords[index] as string)]),
      ),
    }),
});

/** The same, by TLS. The files are read again at each handshake. */
export const overTls = ({ needs, render }: SecretFile): SecretFile => ({
  needs,
  render: (...values) => `${render(...values)}${stringify({ tls_server_config: SERVER_CONFIG })}`,
});

const SERVER_CONFIG = { cert_file: CERTIFICATE_FILE, key_file: CERTIFICATE_FILE, min_version: "TLS12" } as const;

/** `--http.config.file` of promtool and amtool: how a health check proves who it is. Holds no secret itself. */
export const httpClientConfig = (user: string, password: Secret): string =>
  stringify({ basic_auth: { username: user, password_file: `${SECRETS_DIRECTORY}/${password.name}` } });

/** The same, of a server that speaks TLS. */
export const httpsClientConfig = (user: string, password: Secret): string =>
  `${httpClientConfig(user, password)}${stringify({ tls_config: TLS_CONFIG })}`;
