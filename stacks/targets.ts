import type { Target } from "../lib/services/target.ts";
import type { Job } from "../metrics/index.ts";
import { thanosTargets } from "./profiles/scale/thanos.ts";
import { alertmanagerTarget } from "./services/alertmanager.ts";
import { blackboxTarget } from "./services/blackbox-exporter.ts";
import { cadvisorTarget } from "./services/cadvisor.ts";
import { aCertificateTarget } from "./services/certificates.ts";
import { exchangeTarget } from "./services/exchange.ts";
import { grafanaTarget } from "./services/grafana.ts";
import { mailTarget } from "./services/mail.ts";
import { nodeTarget } from "./services/node-exporter.ts";
import { nodeRedTarget } from "./services/node-red.ts";
import { previewTarget } from "./services/preview.ts";
import { prometheusTarget } from "./services/prometheus.ts";
import { quantflowTarget } from "./services/quantflow-app.ts";
import { redisTarget } from "./services/redis.ts";
import { timescaledbTarget } from "./services/timescaledb.ts";
import { watchmanTarget } from "./services/watchman.ts";

/** One target a job: a job of the catalogue without one does not compile. */
export const targets = {
  quantflow: quantflowTarget,
  exchange: exchangeTarget,
  timescaledb: timescaledbTarget,
  redis: redisTarget,
  "node-red": nodeRedTarget,
  prometheus: prometheusTarget,
  alertmanager: alertmanagerTarget,
  watchman: watchmanTarget,
  grafana: grafanaTarget,
  node: nodeTarget,
  blackbox: blackboxTarget,
  cadvisor: cadvisorTarget,
  mail: mailTarget,
  preview: previewTarget,
  certificates: aCertificateTarget,
  ...thanosTargets,
} satisfies { [J in Job]: Target<J> };
