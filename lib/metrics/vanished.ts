import type { RecordedMetric, RecordedMetrics } from "./recording.ts";

/** Something that somebody may rely on and that is not exported, from the gravest: the metric, a label, the type. */
export type Vanished =
  | { readonly metric: string; readonly kind: "metric" }
  | { readonly metric: string; readonly kind: "label"; readonly label: string; readonly left: readonly string[] }
  | { readonly metric: string; readonly kind: "type"; readonly was: string; readonly is: string };

/** What of `expected` is not in `seen`. Help, values and further metrics may differ: nothing breaks by them. */
export const vanished = (expected: RecordedMetrics, seen: RecordedMetrics): readonly Vanished[] =>
  Object.entries(expected).flatMap(([metric, was]) => {
    const is = Object.hasOwn(seen, metric) ? seen[metric] : undefined;
    return is
      ? [...labelsGone(metric, was, is), ...typeChanged(metric, was, is)]
      : [{ metric, kind: "metric" } as const];
  });

function labelsGone(metric: string, was: RecordedMetric, is: RecordedMetric): readonly Vanished[] {
  const left = Object.keys(is.labels);
  const gone = Object.keys(was.labels).filter((label) => !left.includes(label));
  return gone.map((label) => ({ metric, kind: "label", label, left }));
}

const typeChanged = (metric: string, was: RecordedMetric, is: RecordedMetric): readonly Vanished[] =>
  was.type === is.type ? [] : [{ metric, kind: "type", was: was.type, is: is.type }];

/** `x_total: never exported` */
export function vanishedText(one: Vanished): string {
  if (one.kind === "metric") return `${one.metric}: never exported`;
  if (one.kind === "type") return `${one.metric}: was ${one.was}, is ${one.is}`;
  return `${one.metric}: label ${one.label} is gone, it has ${one.left.join(", ") || "no labels"}`;
}
