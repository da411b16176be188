import type { Unit } from "../../metrics/units.ts";
import type { Selector } from "../parse/ast.ts";
import { type Catalogue, type KnownMetric, TARGET_LABELS } from "./catalogue.ts";

/** The series that a name stands for: a metric, or a part of a histogram or summary. */
export interface Series {
  readonly metric: KnownMetric;
  readonly part: "itself" | "bucket" | "sum" | "count";
  /** `histogram`: a classic one by its base name, which has no series. */
  readonly type: "counter" | "gauge" | "native histogram" | "histogram" | "unknown";
  readonly unit: Unit | undefined;
  /** Everything its series carry, labels of the target and of the type included. */
  readonly labels: ReadonlySet<string>;
}

const PARTS = ["bucket", "sum", "count"] as const;

/** What the selector's name stands for; undefined when it has none or the catalogue lacks it. */
export function seriesOf({ name }: Pick<Selector, "name">, { metrics }: Catalogue): Series | undefined {
  if (name === undefined) return undefined;
  const metric = metrics.get(name);
  if (metric) return itself(metric);
  const part = PARTS.find((one) => name.endsWith(`_${one}`));
  const whole = part && metrics.get(name.slice(0, -part.length - 1));
  return whole && part && hasPart(whole, part) ? partOf(whole, part) : undefined;
}

const hasPart = ({ type, native }: KnownMetric, part: string): boolean =>
  (type === "histogram" && !native) || (type === "summary" && part !== "bucket");

function itself(metric: KnownMetric): Series {
  const own = metric.type === "summary" ? ["quantile"] : [];
  return { metric, part: "itself", type: typeOf(metric), unit: metric.unit, labels: labelsOf(metric, own) };
}

function typeOf({ type, native }: KnownMetric): Series["type"] {
  if (type === "histogram") return native ? "native histogram" : "histogram";
  if (type === "summary") return "gauge";
  return type === "untyped" ? "unknown" : type;
}

const partOf = (metric: KnownMetric, part: (typeof PARTS)[number]): Series => ({
  ...{ metric, part, type: "counter" },
  unit: part === "sum" ? metric.unit : "items",
  labels: labelsOf(metric, part === "bucket" ? ["le"] : []),
});

const labelsOf = ({ labels, recorded }: KnownMetric, own: readonly string[]): ReadonlySet<string> =>
  new Set([...Object.keys(labels), ...own, ...(recorded ? [] : TARGET_LABELS)]);
