import { collectDefaultMetrics, Registry } from "prom-client";
import type { AnyMetric } from "../../lib/metrics/definitions.ts";
import { CONTENT_TYPE, Exposition, type ExpositionOptions } from "../../lib/metrics/exposition.ts";
import { type DropMetrics, MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { registrySource } from "../../lib/metrics/registry-source.ts";
import type { Tokens } from "../http/bearer.ts";
import type { Route } from "../http/routes.ts";

export interface ProcessMetrics {
  readonly recorder: MetricsRecorder;
  readonly exposition: Exposition;
}

/** A process's own recorder and, beside it, Node's default metrics in a registry that no other shares. */
export function processMetrics(
  metrics: readonly AnyMetric[],
  drops: DropMetrics,
  options: Pick<ExpositionOptions, "elapsed"> & {
    readonly rendered?: (recorder: MetricsRecorder, seconds: number) => void;
  },
): ProcessMetrics {
  const recorder = new MetricsRecorder(metrics, drops);
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const exposition = new Exposition({
    sources: [recorder, registrySource(registry)],
    elapsed: options.elapsed,
    rendered: (seconds) => options.rendered?.(recorder, seconds),
  });
  return { recorder, exposition };
}

export const metricsRoute = (exposition: Exposition, tokens: Tokens): Route => ({
  method: "GET",
  path: "/metrics",
  tokens,
  reply: async () => ({ status: 200, type: CONTENT_TYPE, body: await exposition.text() }),
});
