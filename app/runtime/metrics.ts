import { collectDefaultMetrics, Registry } from "prom-client";
import { CONTENT_TYPE, Exposition, type ExpositionOptions } from "../../lib/metrics/exposition.ts";
import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { registrySource } from "../../lib/metrics/registry-source.ts";
import type { Tokens } from "../http/bearer.ts";
import type { Route } from "../http/routes.ts";

/** A process's own metrics and, beside them, Node's default metrics in a registry that no other process part shares. */
export function createExposition(
  recorder: MetricsRecorder,
  options: Pick<ExpositionOptions, "elapsed" | "refresh" | "rendered">,
): Exposition {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return new Exposition({ ...options, sources: [recorder, registrySource(registry)] });
}

export const metricsRoute = (exposition: Exposition, tokens: Tokens): Route => ({
  method: "GET",
  path: "/metrics",
  tokens,
  reply: async () => ({ status: 200, type: CONTENT_TYPE, body: await exposition.text() }),
});
