import { createHash } from "node:crypto";
import { address, authority, url } from "../../lib/services/address.ts";
import { AUTHORITY_FILE, CERTIFICATE_FILE } from "../../lib/services/certificate.ts";
import type { Login } from "../../lib/services/credentials.ts";
import type { SecretFile } from "../../lib/services/secret.ts";
import { type Service, service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { notKept, volume } from "../../lib/services/volume.ts";
import { bcrypt } from "../../lib/services/web-config.ts";
import { secrets } from "../secrets.ts";
import { asksForPassword, healthy, limits, NOBODY, refusesClear, SCRAPE_USER, scrapeLimits } from "./defaults.ts";
import { scrapeLogin } from "./logins.ts";

export const redisData = volume(
  "redis-data",
  "last prices, which the feed writes again within a second",
  notKept("the feed writes every last price again within a second"),
);

const sha256 = (value: string | undefined): string => createHash("sha256").update(`${value}`).digest("hex");

export const applicationRole: Login = { kind: "login", user: "quantflow", password: secrets.redisApp };
const exporterRole: Login = { kind: "login", user: "exporter", password: secrets.redisExporter };

// Redis takes hashed passwords, so the file holds none. The exporter's list is the one its README asks for, without EVAL.
const accessList: SecretFile = {
  needs: [secrets.redisApp, secrets.redisExporter],
  render: (app, exporter) =>
    [
      "user default off",
      `user ${applicationRole.user} on #${sha256(app)} ~* &* +@all -@admin -@dangerous +info`,
      `user ${exporterRole.user} on #${sha256(exporter)} -@all +client +ping +info +config|get +slowlog +latency +memory +select +dbsize +type +strlen +scan`,
      "",
    ].join("\n"),
};

const words = (lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(" "));

/** No port in clear beside it, and nobody needs a certificate to ask: clients show a password. */
const TLS: readonly string[] = [
  "--port 0",
  "--tls-port 6379",
  `--tls-cert-file ${CERTIFICATE_FILE}`,
  `--tls-key-file ${CERTIFICATE_FILE}`,
  `--tls-ca-cert-file ${AUTHORITY_FILE}`,
  "--tls-auth-clients no",
];

const responds = (options: string) =>
  healthy("/bin/sh", "-c", `redis-cli -h localhost ${options} ping 2>&1 | grep -qE 'PONG|NOAUTH'`);

export const redis = service({
  name: "redis",
  summary: "holds the last prices",
  image: "redis",
  ports: { redis: 6379 },
  admits: { redis: [applicationRole, exporterRole] },
  encrypts: {
    ports: ["redis"],
    differs: ({ command = [] }) => ({
      command: [...command, ...words(TLS)],
      health: responds(`--tls --cacert ${AUTHORITY_FILE}`),
    }),
  },
  command: words([
    "redis-server",
    "--aclfile /run/secrets/users.acl",
    "--dir /data",
    "--appendonly yes",
    "--maxmemory 160mb",
    "--maxmemory-policy allkeys-lru",
  ]),
  secrets: { "users.acl": accessList },
  volumes: [{ volume: redisData, at: "/data" }],
  scratch: ["/tmp"],
  user: "999:1000",
  health: responds(""),
  limits: limits(256, 0.5),
  networks: ["data"],
});

const cache = address(redis, "redis", "");

/** Its passwords are by the address that it asks. */
const passwords = (scheme: string): SecretFile => ({
  needs: [secrets.redisExporter],
  render: (password) => JSON.stringify({ [`${scheme}://${exporterRole.user}@${authority(cache)}`]: password }),
});

const exporterOverTls = (plain: Service): Partial<Service> => ({
  environment: {
    ...plain.environment,
    REDIS_ADDR: url(cache, "rediss"),
    REDIS_EXPORTER_TLS_CA_CERT_FILE: AUTHORITY_FILE,
    REDIS_EXPORTER_TLS_SERVER_CERT_FILE: CERTIFICATE_FILE,
    REDIS_EXPORTER_TLS_SERVER_KEY_FILE: CERTIFICATE_FILE,
    REDIS_EXPORTER_TLS_SERVER_MIN_VERSION: "TLS1.2",
  },
  secrets: { ...plain.secrets, "redis-passwords.json": passwords("rediss") },
  health: refusesClear(9121),
});

export const redisExporter = service({
  name: "redis-exporter",
  summary: "tells Prometheus about Redis",
  image: "redis-exporter",
  ports: { metrics: 9121 },
  admits: { metrics: [scrapeLogin] },
  encrypts: { ports: ["metrics"], differs: (plain) => exporterOverTls(plain) },
  // It reads the hash from its environment only, so a shell puts it there from the file.
  entrypoint: [
    "/bin/sh",
    "-c",
    'REDIS_EXPORTER_BASIC_AUTH_HASH_PASSWORD="$(cat /run/secrets/scrape-password.bcrypt)" exec /redis_exporter',
  ],
  environment: {
    REDIS_ADDR: url(cache, "redis"),
    REDIS_USER: exporterRole.user,
    REDIS_PASSWORD_FILE: "/run/secrets/redis-passwords.json",
    REDIS_EXPORTER_BASIC_AUTH_USERNAME: SCRAPE_USER,
    // It answers within a millisecond. By default one that hangs is waited for longer than a scrape may last.
    REDIS_EXPORTER_CONNECTION_TIMEOUT: "1s",
  },
  secrets: {
    "redis-passwords.json": passwords("redis"),
    "scrape-password.bcrypt": { needs: [secrets.scrape], render: (password) => bcrypt(password as string) },
  },
  user: NOBODY,
  health: asksForPassword("http://127.0.0.1:9121/"),
  limits: limits(64, 0.25),
  networks: ["data", "monitor"],
  connects: [{ to: cache, credentials: exporterRole }],
  needs: [redis],
});

export const redisTarget = target({
  job: "redis",
  at: address(redisExporter, "metrics", "/metrics"),
  credentials: scrapeLogin,
  limits: scrapeLimits(2000),
  about: redis,
});
