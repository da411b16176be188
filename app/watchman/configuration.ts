import { z } from "zod";
import { type Environment, filePath, port, readSettings, seconds } from "../environment.ts";

const text = z.string().min(1);
/** One line: a line break in a header of a mail begins another header. */
const line = z.string().regex(/^[^\r\n]+$/, "expected one line");

const LONGEST_REMINDER = 30 * 86_400;

/** `3600,14400,86400` */
const reminders = z
  .string()
  .transform((list) => list.split(",").map((item) => Number(item.trim())))
  .refine(
    (list) => list.every((one, index) => one > (list[index - 1] ?? 0) && one <= LONGEST_REMINDER),
    `expected ascending seconds, such as 3600,14400,86400, each ${LONGEST_REMINDER} or less`,
  );

const settings = {
  WATCHMAN_HOST: z.string().default("0.0.0.0"),
  WATCHMAN_PORT: port.default(9465),
  WATCHMAN_ENVIRONMENT: line,
  WATCHMAN_SILENCE_SECONDS: seconds.pipe(z.number().gt(0, "expected more than 0")),
  WATCHMAN_REMINDER_SECONDS: reminders.default([3600, 14_400, 86_400]),
  WATCHMAN_LOOK_AT: z.string().default(""),
  WATCHMAN_CERTIFICATE_FILE: filePath.optional(),
  WATCHMAN_TOKEN_FILE: filePath,
  WATCHMAN_METRICS_TOKEN_FILE: filePath,
  WATCHMAN_DATA_DIRECTORY: filePath,
  WATCHMAN_SMTP_HOST: text,
  WATCHMAN_SMTP_PORT: port.default(587),
  WATCHMAN_SMTP_TLS: z.enum(["required", "none"]).default("required"),
  WATCHMAN_SMTP_USER: text.optional(),
  WATCHMAN_SMTP_PASSWORD_FILE: filePath.optional(),
  WATCHMAN_MAIL_FROM: line,
  WATCHMAN_MAIL_TO: line,
};

export interface WatchmanConfiguration {
  readonly host: string;
  readonly port: number;
  /** Prometheus' external label: heartbeats with another one are refused. */
  readonly environment: string;
  /** Seconds without a heartbeat that are too many. */
  readonly silence: number;
  /** Seconds from a silence to its reminders, ascending. */
  readonly reminders: readonly number[];
  /** Where the reader of a mail goes on, a line each. */
  readonly lookAt: readonly string[];
  /** By which its port speaks TLS; undefined: in clear. */
  readonly certificateFile?: string | undefined;
  readonly tokenFile: string;
  readonly metricsTokenFile: string;
  readonly dataDirectory: string;
  readonly mail: {
    readonly host: string;
    readonly port: number;
    readonly tls: "required" | "none";
    readonly login?: { readonly user: string; readonly passwordFile: string };
    readonly from: string;
    readonly to: string;
  };
}

/** Throws APP_CONFIGURATION. */
export function watchmanConfiguration(environment: Environment): WatchmanConfiguration {
  const read = readSettings(settings, environment, loginProblems);
  const { WATCHMAN_SMTP_USER: user, WATCHMAN_SMTP_PASSWORD_FILE: passwordFile } = read;
  return {
    host: read.WATCHMAN_HOST,
    port: read.WATCHMAN_PORT,
    environment: read.WATCHMAN_ENVIRONMENT,
    silence: read.WATCHMAN_SILENCE_SECONDS,
    reminders: read.WATCHMAN_REMINDER_SECONDS,
    lookAt: read.WATCHMAN_LOOK_AT.split("\n").filter((one) => one !== ""),
    certificateFile: read.WATCHMAN_CERTIFICATE_FILE,
    tokenFile: read.WATCHMAN_TOKEN_FILE,
    metricsTokenFile: read.WATCHMAN_METRICS_TOKEN_FILE,
    dataDirectory: read.WATCHMAN_DATA_DIRECTORY,
    mail: {
      host: read.WATCHMAN_SMTP_HOST,
      port: read.WATCHMAN_SMTP_PORT,
      tls: read.WATCHMAN_SMTP_TLS,
      ...(user && passwordFile && { login: { user, passwordFile } }),
      from: read.WATCHMAN_MAIL_FROM,
      to: read.WATCHMAN_MAIL_TO,
    },
  };
}

interface Login {
  readonly WATCHMAN_SMTP_USER?: string | undefined;
  readonly WATCHMAN_SMTP_PASSWORD_FILE?: string | undefined;
  readonly WATCHMAN_SMTP_TLS?: "required" | "none";
}

function loginProblems(read: Login): readonly string[] {
  const { WATCHMAN_SMTP_USER: user, WATCHMAN_SMTP_PASSWORD_FILE: password, WATCHMAN_SMTP_TLS: tls } = read;
  return [
    ...((user === undefined) === (password === undefined)
      ? []
      : ["WATCHMAN_SMTP_USER and WATCHMAN_SMTP_PASSWORD_FILE go together: set both or neither"]),
    ...(password !== undefined && tls === "none"
      ? ["WATCHMAN_SMTP_TLS is none: a password in clear is everybody's; set it to required"]
      : []),
  ];
}
