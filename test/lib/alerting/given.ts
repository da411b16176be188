import type { Severity } from "../../../lib/alerting/rules/alert.ts";
import { type Alert, alert } from "../../../lib/alerting/rules/alert.ts";
import { gauge } from "../../../lib/metrics/definitions.ts";
import { bytes, minutes, seconds } from "../../../lib/metrics/units.ts";
import { above, lowest, value } from "../../../lib/promql/index.ts";
import { UNPROVEN } from "./unproven.ts";

const queue = gauge({ name: "queue_bytes", help: "", unit: "bytes", labels: { disk: { upTo: 3 } } });
const WINDOW = minutes(5);

/** An alert with a window, a `for`, and texts that tell both. */
export const QueueFull = alert("QueueFull", {
  meaning: UNPROVEN,
  condition: above(lowest(queue, WINDOW), bytes(512)),
  for: minutes(1),
  severity: "warning",
  owner: "storage",
  labels: { tier: "second" },
  summary: (f) => `Queue on ${f.label.disk}`,
  description: (f) => `${f.value} over ${f.time(WINDOW)}, above ${f.threshold} for ${f.for}`,
});

/** An alert of which only the labels matter. */
export const labelled = (name: string, severity: Severity, labels: Readonly<Record<string, string>> = {}): Alert =>
  alert(name, {
    meaning: UNPROVEN,
    condition: above(value(queue), bytes(1)),
    for: seconds(15),
    severity,
    owner: "storage",
    labels,
    summary: () => name,
    description: () => name,
  });
