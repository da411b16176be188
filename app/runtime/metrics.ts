import type { Registry } from "prom-client";
import { Exposer, type ExposerOptions } from "../../lib/metrics/exposer.ts";
import { contentType, formatFor } from "../../lib/metrics/format.ts";
import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { registrySource } from "../../lib/metrics/registry-source.ts";
import type { Tokens } from "../http/bearer.ts";
import type { Route } from "../http/routes.ts";
import { createRegistry } from "./default-metrics.ts";

type Options = Pick<ExposerOptions, "elapsed" | "refresh" | "rendered"> & {
  /** Where somebody's own prom-client metrics are registered; Node's default metrics are in it. */
  readonly registry?: Registry;
};

/** A process's own metrics and, beside them, those of its prom-client registry, in which the own ones are found too. */
export function createExposition(
  recorder: MetricsRecorder,
  { registry = createRegistry(), ...options }: Options,
): Exposer {
  return new Exposer({ ...options, sources: [recorder, registrySource(registry, recorder.families())] });
}

/** The text format 0.0.4 or OpenMetrics 1.0, whichever the scraper prefers. */
export const metricsRoute = (exposition: Exposer, tokens: Tokens): Route => ({
  method: "GET",
  path: "/metrics",
  tokens,
  reply: async ({ headers: { accept } }) => {
    const format = formatFor(accept);
    const body = await exposition.render(format);
    return { status: 200, type: contentType(format), headers: { Vary: "Accept" }, body };
  },
});
