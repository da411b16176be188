import type { Matcher } from "../parse/ast.ts";
import { passes } from "./regex.ts";
import type { Series } from "./series.ts";

/** A value of a label, in every way it is spelled: a bucket's bound of 1 is exposed as `1` and stored as `1.0`. */
export type Spellings = readonly string[];

/** A bucket's bound. Source: prometheus.io/docs/prometheus/latest/migration, "le and quantile label values". */
export const bound = (value: number): Spellings =>
  Number.isInteger(value) ? [`${value}`, `${value}.0`] : [`${value}`];

/** Every value that the label can have; undefined where there is no list of them. `job` has the metric's own jobs. */
export function valuesOf({ metric, part }: Series, label: string): readonly Spellings[] | undefined {
  if (label === "job") return metric.jobs?.map((job) => [job]);
  if (label === "le" && part === "bucket") return metric.buckets && [...metric.buckets.map(bound), ["+Inf"]];
  const domain = metric.labels[label];
  return domain === undefined || "upTo" in domain ? undefined : domain.map((value) => [value]);
}

/** Whether a value passes in one of its spellings; a variable lets everything pass. */
export const passesAny = (matcher: Matcher, spellings: Spellings): boolean =>
  matcher.variable || spellings.some((value) => passes(matcher, value));
