import { type Aggregation, bare, type Expression } from "../../parse/ast.ts";
import { vectorOf } from "../calls.ts";
import type { Check, Finding, Subject } from "../check.ts";
import { at, ofKind, sliceOf } from "./support.ts";

const OF_BUCKETS: ReadonlySet<string> = new Set(["histogram_quantile", "histogram_fraction"]);

export const leLost: Check = {
  id: "histogram/le-lost",
  summary: "histogram_quantile() or histogram_fraction() gets no buckets",
  why: "A quantile is read off the buckets, which are told apart by le. When an aggregation drops le, or no _bucket is asked for, the result is empty.",
  bad: [
    "histogram_quantile(0.99, sum by (path) (rate(wait_seconds_bucket[5m])))",
    "histogram_quantile(0.99, sum(rate(wait_seconds_bucket[5m])))",
    "histogram_quantile(0.99, rate(wait_seconds_count[5m]))",
    "histogram_fraction(0, 0.5, sum by (path) (rate(wait_seconds_bucket[5m])))",
  ],
  good: [
    "histogram_quantile(0.99, sum by (path, le) (rate(wait_seconds_bucket[5m])))",
    "histogram_quantile(0.99, rate(wait_seconds_bucket[5m]))",
    "histogram_quantile(0.99, sum(rate(render_seconds[5m])))",
  ],
  run: (subject) =>
    ofKind(subject, "call").flatMap((call) => {
      const argument = OF_BUCKETS.has(call.name) ? vectorOf(call) : undefined;
      return argument ? lost(argument, call.name, subject) : [];
    }),
};

function lost(argument: Expression, name: string, subject: Subject): readonly Finding[] {
  const { labels, samples } = subject.factsOf(argument);
  if (labels === undefined || labels.has("le") || samples === "native histograms") return [];
  const aggregation = bare(argument);
  if (aggregation.kind !== "aggregation" || !subject.factsOf(aggregation.arguments[0] ?? aggregation).labels?.has("le"))
    return [
      at(argument, `${name}() needs the series of _bucket with their le; these have none, so the result is empty`),
    ];
  const message = `${aggregation.operator} drops le, so ${name}() has no buckets to read: the result is empty`;
  return [at(aggregation, message, corrected(aggregation, subject))];
}

function corrected({ operator, by, labels, arguments: [of] }: Aggregation, subject: Subject): string | undefined {
  if (!of) return undefined;
  const kept = labels.map(({ name }) => name);
  const names = by === "without" ? kept.filter((name) => name !== "le") : [...kept, "le"];
  return `${operator} ${by ?? "by"} (${names.join(", ")}) (${sliceOf(subject, of)})`;
}
