import { metricsOf } from "../../lib/metrics/catalogue.ts";
import { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import * as catalogue from "../../metrics/quantflow/exchange.ts";
import type { Clock } from "../clock.ts";
import { openSecrets } from "../environment.ts";
import { close, listen } from "../http/listen.ts";
import { json, routeServer } from "../http/routes.ts";
import type { Log } from "../log.ts";
import { createExposition, metricsRoute } from "../runtime/metrics.ts";
import type { ExchangeConfiguration } from "./configuration.ts";
import { controlRoutes } from "./control.ts";
import { Exchange, type ExchangeListener } from "./exchange.ts";
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

/** Starts the simulated exchange: the public port speaks Binance's protocol, the control port is ours. */
export async function startExchange(
  configuration: ExchangeConfiguration,
  clock: Clock,
  log: Log,
  limits: SessionLimits = SESSION_LIMITS,
): Promise<RunningExchange> {
  const { controlTokenFile, metricsTokenFile, host, port, controlPort } = configuration;
  const failed = (error: unknown) => log.error({ err: error }, "request failed");
  const secrets = openSecrets(
    { control: controlTokenFile, metrics: metricsTokenFile },
    { unreadable: failed, production: false },
  );
  const recorder = new MetricsRecorder(metricsOf(catalogue), drops);
  const nothing = () => undefined;
  const exposition = createExposition(recorder, {
    elapsed: () => clock.elapsed(),
    refresh: nothing,
    rendered: nothing,
  });
  const history = new History();
  const exchange = new Exchange(
    { ...configuration, clock, limits },
    { ...recording(recorder), recorded: (frame) => history.record(frame) },
  );
  const publicServer = routeServer(
    restRoutes({
      markets: configuration.markets,
      history,
      now: () => exchange.now(),
      bannedSeconds: () => exchange.state().faults.ban,
    }),
    failed,
  );
  publicServer.on("upgrade", (request, socket, head) => exchange.upgrade(request, socket, head));
  const controlServer = routeServer(
    [
      { method: "GET", path: "/healthz", reply: () => json(200, { status: "ok" }) },
      metricsRoute(exposition, () => secrets.metrics.values()),
      ...controlRoutes(exchange, () => secrets.control.values()),
    ],
    failed,
  );
  const ports = {
    port: await listen(publicServer, "the exchange", { port, host }),
    controlPort: await listen(controlServer, "the exchange's control endpoint", { port: controlPort, host }),
  };
  log.info({ ...ports, markets: configuration.markets }, "exchange is open");
  const stop = async () => {
    exchange.close();
    await Promise.all([close(publicServer), close(controlServer)]);
  };
  return { ...ports, exchange, stop };
}
