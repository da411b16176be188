import type { EmailReceiver } from "../../lib/alerting/routing/index.ts";
import { divided } from "../../lib/metrics/duration.ts";
import type { Duration } from "../../lib/metrics/units.ts";
import { address } from "../../lib/services/address.ts";
import { CERTIFICATE_FILE } from "../../lib/services/certificate.ts";
import type { Bearer } from "../../lib/services/credentials.ts";
import { accepted, plain, SECRETS_DIRECTORY, type Secret } from "../../lib/services/secret.ts";
import { type Service, service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { frozenCopy, volume } from "../../lib/services/volume.ts";
import { secrets } from "../secrets.ts";
import { answers, limits, NODE_USER, scrapeLimits, TRUSTS_AUTHORITY } from "./defaults.ts";
import { metricsToken } from "./logins.ts";

/** When the watchman mails, and whom; at the pace of a real environment. */
export interface Watchfulness {
  /** Whom it mails, and through which server: its own way out, past Alertmanager. */
  readonly mail: EmailReceiver;
  /** Without a heartbeat; at least three of them are then missing. */
  readonly silence: Duration;
  /** From a silence to its reminders, ascending; the last one is also the time between those that follow. */
  readonly reminders: readonly Duration[];
}

export const watchmanData = volume(
  "watchman-data",
  "when the last heartbeat came, and mails that were not taken yet",
  frozenCopy(),
);

/** What Alertmanager shows to the watchman. */
const heartbeatToken: Bearer = { kind: "bearer", token: secrets.watchmanToken };
const file = ({ name }: Secret): string => `${SECRETS_DIRECTORY}/${name}`;

/** It needs nothing that it watches over: on `edge` it mails even where `monitor` is cut. */
export const watchman = service({
  name: "watchman",
  summary: "mails people by itself when Alertmanager's heartbeat stops",
  image: "quantflow-app",
  ports: { http: 9465 },
  admits: { http: [heartbeatToken, metricsToken] },
  encrypts: {
    ports: ["http"],
    differs: ({ environment }) => ({
      environment: { ...environment, ...TRUSTS_AUTHORITY, WATCHMAN_CERTIFICATE_FILE: CERTIFICATE_FILE },
      health: answers("https://localhost:9465/healthz"),
    }),
  },
  command: ["node", "/app/watchman.mjs"],
  environment: {
    WATCHMAN_TOKEN_FILE: file(secrets.watchmanToken),
    WATCHMAN_METRICS_TOKEN_FILE: file(secrets.metricsToken),
    WATCHMAN_DATA_DIRECTORY: "/data",
  },
  secrets: {
    [secrets.watchmanToken.name]: accepted(secrets.watchmanToken),
    [secrets.metricsToken.name]: accepted(secrets.metricsToken),
  },
  rereads: [secrets.watchmanToken.name, secrets.metricsToken.name],
  volumes: [{ volume: watchmanData, at: "/data" }],
  scratch: ["/tmp"],
  user: NODE_USER,
  health: answers("http://127.0.0.1:9465/healthz"),
  limits: limits(128, 0.25),
  networks: ["edge", "monitor"],
});

interface Placed {
  readonly watchfulness: Watchfulness;
  /** By which everything that is told in seconds is divided. */
  readonly pace: number;
  /** Prometheus' external label `environment`. */
  readonly environment: string;
  /** Where the reader of a mail goes on, a line each. */
  readonly lookAt: readonly string[];
}

/** The watchman, told whom it mails and when. */
export function configuredWatchman({ watchfulness, pace, environment, lookAt }: Placed): Service {
  const { mail, silence, reminders } = watchfulness;
  const inSeconds = (whole: Duration) => `${divided(whole, pace).value}`;
  return {
    ...watchman,
    environment: {
      ...watchman.environment,
      WATCHMAN_ENVIRONMENT: environment,
      WATCHMAN_SILENCE_SECONDS: inSeconds(silence),
      WATCHMAN_REMINDER_SECONDS: reminders.map(inSeconds).join(","),
      WATCHMAN_LOOK_AT: lookAt.join("\n"),
      ...mailEnvironment(mail),
    },
    secrets: { ...watchman.secrets, ...(mail.login && { [mail.login.password.name]: plain(mail.login.password) }) },
    ...(mail.livesIn && { connects: [{ to: { service: mail.livesIn, port: "smtp", path: "" } }] }),
  };
}

function mailEnvironment({ smarthost, from, to, login, requireTls }: EmailReceiver): Readonly<Record<string, string>> {
  const [, host = smarthost, port = "587"] = /^(.+):(\d+)$/.exec(smarthost) ?? [];
  return {
    WATCHMAN_SMTP_HOST: host,
    WATCHMAN_SMTP_PORT: port,
    WATCHMAN_SMTP_TLS: requireTls ? "required" : "none",
    ...(login && { WATCHMAN_SMTP_USER: login.user, WATCHMAN_SMTP_PASSWORD_FILE: file(login.password) }),
    WATCHMAN_MAIL_FROM: from,
    WATCHMAN_MAIL_TO: to,
  };
}

export const watchmanTarget = target({
  job: "watchman",
  at: address(watchman, "http", "/metrics"),
  credentials: metricsToken,
  limits: scrapeLimits(500),
});

/** Where Alertmanager sends the Watchdog. */
export const heartbeat = address(watchman, "http", "/heartbeat");
