import type { Server } from "node:http";
import { metricsOf } from "../../lib/metrics/catalogue.ts";
import type { Exposer } from "../../lib/metrics/exposer.ts";
import { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import * as catalogue from "../../metrics/quantflow/exchange.ts";
import type { Clock } from "../clock.ts";
import { openSecrets } from "../environment.ts";
import type { Tokens } from "../http/bearer.ts";
import { certificateIn } from "../http/certificate.ts";
import { close, listen } from "../http/listen.ts";
import { json, type Route, routeServer } from "../http/routes.ts";
import type { Log } from "../log.ts";
import { createExposition, metricsRoute } from "../runtime/metrics.ts";
import type { ExchangeConfiguration } from "./configuration.ts";
import { controlRoutes } from "./control.ts";
import { Exchange, type ExchangeListener } from "./exchange.ts";
import type { MarketFrame } from "./frames.ts";
import { History } from "./history.ts";
import { restRoutes } from "./rest.ts";
import { SESSION_LIMITS, type SessionLimits } from "./session.ts";

export interface RunningExchange {
  readonly port: number;
  readonly controlPort: number;
  readonly exchange: Exchange;
  stop(): Promise<void>;
}

const drops = { labelSets: catalogue.exchangeDroppedLabelSets, values: catalogue.exchangeDroppedValues };

function recording(recorder: MetricsRecorder): Omit<ExchangeListener, "recorded"> {
  return {
    connections: (open) => recorder.set(catalogue.exchangeConnections, {}, open),
    sent: (stream) => recorder.increment(catalogue.exchangeFrames, { stream }),
    violated: (rule) => recorder.increment(catalogue.exchangeViolations, { rule }),
    faults(faults) {
      for (const fault of catalogue.FAULTS)
        recorder.set(catalogue.exchangeFaultActive, { fault }, faults[fault] ? 1 : 0);
    },
  };
}

/** The public port: the streams, and beside them the REST interface that tells what happened, whoever listened. */
function createPublicServer(
  { markets, certificateFile }: ExchangeConfiguration,
  exchange: Exchange,
  history: History,
  failed: (error: unknown) => void,
): Server {
  const now = () => exchange.now();
  const bannedSeconds = () => exchange.state().faults.ban;
  const server = routeServer(restRoutes({ markets, history, now, bannedSeconds }), failed, {
    pem: certificateIn(certificateFile),
  });
  return server.on("upgrade", (request, socket, head) => exchange.upgrade(request, socket, head));
}

interface ControlTokens {
  readonly control: Tokens;
  readonly metrics: Tokens;
}

export const controlPortRoutes = (
  exchange: Exchange,
  exposition: Exposer,
  { control, metrics }: ControlTokens,
): readonly Route[] => [
  { method: "GET", path: "/healthz", reply: () => json(200, { status: "ok" }) },
  metricsRoute(exposition, metrics),
  ...controlRoutes(exchange, control),
];

function createControlServer(
  { controlTokenFile, metricsTokenFile, certificateFile }: ExchangeConfiguration,
  exchange: Exchange,
  exposition: Exposer,
  failed: (error: unknown) => void,
): Server {
  const secrets = openSecrets(
    { control: controlTokenFile, metrics: metricsTokenFile },
    { unreadable: failed, production: false },
  );
  const tokens = { control: () => secrets.control.values(), metrics: () => secrets.metrics.values() };
  return routeServer(controlPortRoutes(exchange, exposition, tokens), failed, { pem: certificateIn(certificateFile) });
}

const nothing = () => undefined;

/** Starts the simulated exchange: the public port speaks Binance's protocol, the control port is ours. */
export async function startExchange(
  configuration: ExchangeConfiguration,
  clock: Clock,
  log: Log,
  limits: SessionLimits = SESSION_LIMITS,
): Promise<RunningExchange> {
  const failed = (error: unknown) => log.error({ err: error }, "request failed");
  const recorder = new MetricsRecorder(metricsOf(catalogue), drops);
  const elapsed = () => clock.elapsed();
  const exposition = createExposition(recorder, { elapsed, refresh: nothing, rendered: nothing });
  const history = new History();
  const recorded = (frame: MarketFrame) => history.record(frame);
  const exchange = new Exchange({ ...configuration, clock, limits }, { ...recording(recorder), recorded });
  const publicServer = createPublicServer(configuration, exchange, history, failed);
  const controlServer = createControlServer(configuration, exchange, exposition, failed);
  const { host, port, controlPort, markets } = configuration;
  const ports = {
    port: await listen(publicServer, "the exchange", { port, host }),
    controlPort: await listen(controlServer, "the exchange's control endpoint", { port: controlPort, host }),
  };
  log.info({ ...ports, markets }, "exchange is open");
  const stop = async () => {
    exchange.close();
    await Promise.all([close(publicServer), close(controlServer)]);
  };
  return { ...ports, exchange, stop };
}
