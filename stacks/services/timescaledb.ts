import { address, authority } from "../../lib/services/address.ts";
import { AUTHORITY_FILE, CERTIFICATE_FILE } from "../../lib/services/certificate.ts";
import type { Login } from "../../lib/services/credentials.ts";
import { plain, type Secret } from "../../lib/services/secret.ts";
import { type Configuration, service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { databaseDump, volume } from "../../lib/services/volume.ts";
import { secrets } from "../secrets.ts";
import { databaseRoles } from "./database-roles.ts";
import { asksForPassword, healthy, limits, NOBODY, scrapeLimits } from "./defaults.ts";
import { scrapeLogin, scrapePasswordFile } from "./logins.ts";
import { exporterOverTls } from "./web-config.ts";

export const DATABASE = "quantflow";

const role = (user: string, password: Secret): Login => ({ kind: "login", user, password });
const superuser = role("postgres", secrets.databaseSuperuser);
export const databaseData = volume(
  "timescaledb-data",
  "trades, candles and the application's ledger",
  databaseDump(DATABASE, superuser.user),
);
const exporterRole = role("quantflow_exporter", secrets.databaseExporter);
/** Owns the application's schema. */
export const applicationRole = role("quantflow_app", secrets.databaseApp);
/** May only read. */
export const readerRole = role("quantflow_reader", secrets.databaseReader);

/** Who may come how: over the network by TLS alone. What the image does not know it does not run. */
const ACCESS = "pg_hba.conf";
const BY_TLS_ALONE = "local all all trust\nhostssl all all all scram-sha-256\n";

/** The image runs these once, when the data directory is empty. */
const initialization: Configuration = {
  mount: "/docker-entrypoint-initdb.d",
  files: databaseRoles(DATABASE),
  onChange: "reloads",
};

const TLS: readonly string[] = [
  "ssl=on",
  `ssl_cert_file=${CERTIFICATE_FILE}`,
  `ssl_key_file=${CERTIFICATE_FILE}`,
  "ssl_min_protocol_version=TLSv1.2",
  `hba_file=${initialization.mount}/${ACCESS}`,
];

export const timescaledb = service({
  name: "timescaledb",
  summary: "stores trades and candles",
  image: "timescaledb",
  ports: { postgres: 5432 },
  admits: { postgres: [superuser, applicationRole, exporterRole, readerRole] },
  encrypts: {
    ports: ["postgres"],
    differs: ({ command = [] }) => ({
      command: [...command, ...TLS.flatMap((setting) => ["-c", setting])],
      configuration: { ...initialization, files: new Map([...initialization.files, [ACCESS, BY_TLS_ALONE]]) },
    }),
  },
  // -c: the data directory's own pg_hba.conf allows only scram over the network.
  command: ["postgres", "-c", "password_encryption=scram-sha-256", "-c", "max_connections=50"],
  environment: {
    POSTGRES_USER: superuser.user,
    POSTGRES_DB: DATABASE,
    POSTGRES_PASSWORD_FILE: "/run/secrets/database-superuser-password",
    POSTGRES_INITDB_ARGS: "--auth-host=scram-sha-256 --auth-local=trust",
  },
  configuration: initialization,
  secrets: {
    "database-superuser-password": plain(secrets.databaseSuperuser),
    "database-app-password": plain(secrets.databaseApp),
    "database-exporter-password": plain(secrets.databaseExporter),
    "database-reader-password": plain(secrets.databaseReader),
  },
  volumes: [{ volume: databaseData, at: "/var/lib/postgresql/data" }],
  scratch: ["/tmp", "/var/run/postgresql"],
  user: "70:70",
  health: healthy("pg_isready", "-U", "postgres", "-d", DATABASE, "-h", "127.0.0.1"),
  limits: limits(512, 1),
  networks: ["data"],
});

const database = address(timescaledb, "postgres");
const uri = (mode: string): string => `${authority(database)}/${DATABASE}?sslmode=${mode}`;

export const postgresExporter = service({
  name: "postgres-exporter",
  summary: "tells Prometheus about the database, as a role that may only monitor",
  image: "postgres-exporter",
  ports: { metrics: 9187 },
  admits: { metrics: [scrapeLogin] },
  encrypts: {
    ports: ["metrics"],
    differs: (plain) => ({
      ...exporterOverTls("metrics", 9187).differs(plain),
      environment: {
        ...plain.environment,
        DATA_SOURCE_URI: `${uri("verify-full")}&sslrootcert=${AUTHORITY_FILE}`,
      },
    }),
  },
  // By default one goes on for a minute after Prometheus gave it up: behind a slow database they pile up until memory is out.
  command: ["--web.config.file=/run/secrets/web.yml", "--collector.postmaster", "--collection-timeout=5s"],
  environment: {
    DATA_SOURCE_URI: uri("disable"),
    DATA_SOURCE_USER: exporterRole.user,
    DATA_SOURCE_PASS_FILE: "/run/secrets/database-exporter-password",
  },
  secrets: {
    "database-exporter-password": plain(secrets.databaseExporter),
    "web.yml": scrapePasswordFile,
  },
  rereads: ["web.yml"],
  user: NOBODY,
  health: asksForPassword("http://127.0.0.1:9187/"),
  limits: limits(64, 0.25),
  networks: ["data", "monitor"],
  connects: [{ to: database, credentials: exporterRole }],
  needs: [timescaledb],
});

export const timescaledbTarget = target({
  job: "timescaledb",
  at: address(postgresExporter, "metrics", "/metrics"),
  credentials: scrapeLogin,
  limits: scrapeLimits(3000),
  about: timescaledb,
});
