import { days, gibibytes } from "../../lib/metrics/units.ts";
import type { Environment } from "../environment.ts";
import { scale as profile } from "../profiles/scale/index.ts";
import { local } from "./local.ts";

/** For who may lose neither an alert nor a sample when one process dies. */
export const scale: Environment = {
  ...local,
  name: "scale",
  summary: "like local, with two of Prometheus and of Alertmanager, and Thanos for the history of both",
  profile,
  // The archive keeps the rest.
  retention: { time: days(3), size: gibibytes(2) },
  hostPorts: {
    ...local.hostPorts,
    "prometheus-b": { web: 9091 },
    "thanos-query": { web: 9092 },
    "alertmanager-b": { web: 9094 },
  },
  label: "scale",
};
