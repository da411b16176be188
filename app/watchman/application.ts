import { join } from "node:path";
import { metricsOf } from "../../lib/metrics/catalogue.ts";
import { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import * as catalogue from "../../metrics/quantflow/watchman.ts";
import type { Clock, Random } from "../clock.ts";
import { openSecrets } from "../environment.ts";
import type { Tokens } from "../http/bearer.ts";
import { certificateIn } from "../http/certificate.ts";
import { close, listen } from "../http/listen.ts";
import { json, type Route, routeServer } from "../http/routes.ts";
import type { Log } from "../log.ts";
import { createExposition, metricsRoute } from "../runtime/metrics.ts";
import type { WatchmanConfiguration } from "./configuration.ts";
import { type MailServer, smtpServer } from "./mail-server.ts";
import { type HeartbeatOptions, heartbeatRoute } from "./routes.ts";
import { StateFile } from "./state-file.ts";
import { Watchman } from "./watchman.ts";

export interface RunningWatchman {
  readonly port: number;
  stop(): Promise<void>;
}

export interface WatchmanParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

const drops = { labelSets: catalogue.watchmanDroppedLabelSets, values: catalogue.watchmanDroppedValues };
const nothing = () => undefined;

/** Starts the watchman: one port, for heartbeats and scrapes. */
export async function startWatchman(
  configuration: WatchmanConfiguration,
  { clock, random, log }: WatchmanParts,
): Promise<RunningWatchman> {
  const failed = (error: unknown) => log.error({ err: error }, "request failed");
  const recorder = new MetricsRecorder(metricsOf(catalogue), drops);
  const { environment, host, port, tokenFile, metricsTokenFile } = configuration;
  const secrets = openSecrets(
    { heartbeat: tokenFile, metrics: metricsTokenFile },
    { unreadable: failed, production: false },
  );
  const watchman = new Watchman({
    ...configuration,
    ...{ clock, random, log, recorder },
    server: mailServerOf(configuration, failed),
    file: new StateFile(join(configuration.dataDirectory, "watch.json"), (error) => {
      recorder.increment(catalogue.watchmanStateFailures, {});
      log.error({ err: error }, "the watchman's state cannot be kept over a restart");
    }),
  });
  const exposition = createExposition(recorder, {
    elapsed: () => clock.elapsed(),
    refresh: nothing,
    rendered: nothing,
  });
  const server = routeServer(
    watchmanRoutes(exposition, () => secrets.metrics.values(), {
      environment,
      tokens: () => secrets.heartbeat.values(),
      came: (result) => watchman.came(result),
    }),
    failed,
    { pem: certificateIn(configuration.certificateFile) },
  );
  const opened = await listen(server, "the watchman", { port, host });
  watchman.start();
  log.info({ port: opened, environment, silence: configuration.silence }, "the watchman listens for the heartbeat");
  const stop = async () => {
    await Promise.all([watchman.stop(), close(server)]);
  };
  return { port: opened, stop };
}

/** All that its port answers. */
export const watchmanRoutes = (
  exposition: Parameters<typeof metricsRoute>[0],
  metricsTokens: Tokens,
  heartbeat: HeartbeatOptions,
): readonly Route[] => [
  { method: "GET", path: "/healthz", reply: () => json(200, { status: "ok" }) },
  metricsRoute(exposition, metricsTokens),
  heartbeatRoute(heartbeat),
];

function mailServerOf({ mail }: WatchmanConfiguration, unreadable: (error: unknown) => void): MailServer {
  const { login, ...rest } = mail;
  if (login === undefined) return smtpServer(rest);
  const { password } = openSecrets({ password: login.passwordFile }, { unreadable, production: false });
  return smtpServer({ ...rest, login: { user: login.user, password } });
}
