/**
 * The dashboards of the code as it is now, in a thread of its own: what was loaded before cannot be loaded again, so
 * `preview --watch` bundles this file anew after each change and runs it once.
 */
import { parentPort, workerData } from "node:worker_threads";
import { dashboards } from "../../dashboards/index.ts";
import { written } from "../../lib/dashboards/preview/written.ts";
import { metrics } from "../../stacks/data-sources.ts";
import type { Environment } from "../../stacks/environment.ts";

/** What the thread is given: values that can be copied into it. */
export interface ModelGiven {
  readonly environment: Environment;
  /** Where each alert's runbook is to be read. */
  readonly runbooks: Readonly<Record<string, string>>;
}

const { environment, runbooks } = workerData as ModelGiven;
parentPort?.postMessage(
  written(dashboards, {
    metrics: metrics(environment),
    runbook: (alert) => runbooks[alert],
    library: "inline",
  }),
);
