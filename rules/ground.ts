import type { Ground } from "../lib/alerting/proofs/world.ts";
import { metricsOf } from "../lib/metrics/catalogue.ts";
import type { Recording } from "../lib/metrics/recording.ts";
import * as exchange from "../metrics/quantflow/exchange.ts";
import * as quantflow from "../metrics/quantflow/index.ts";
import * as watchman from "../metrics/quantflow/watchman.ts";

const { droppedLabelSets, droppedValues } = quantflow;
const drops = { labelSets: droppedLabelSets, values: droppedValues };

/** What the meanings of our alerts happen on: our own programs as they record, everybody else's as they were recorded. */
export const groundOf = (recordings: readonly Recording[]): Ground => ({
  recorders: {
    quantflow: { metrics: metricsOf(quantflow), drops },
    exchange: { metrics: metricsOf(exchange), drops },
    watchman: { metrics: metricsOf(watchman), drops },
  },
  undeclared: (metric) => {
    const recorded = recordings.find(({ metrics }) => metric in metrics);
    return Object.keys(recorded?.metrics[metric]?.labels ?? {});
  },
});
