import { rememberOrigin } from "./origin.ts";
import type { BaseUnit, Quantity } from "./units.ts";

/**
 * A label's bounded values: the list itself, or a cap when the values are known at run time only (symbols), and then
 * how many there usually are, for the sizing; the cap when it does not say.
 */
export type LabelDomain = readonly string[] | { readonly upTo: number; readonly usually?: number };
export type LabelDomains = Readonly<Record<string, LabelDomain>>;
type ValueOf<D extends LabelDomain> = D extends readonly (infer V extends string)[] ? V : string;
export type Labels = Readonly<Record<string, string>>;
export type MetricType = "counter" | "gauge" | "histogram";

declare const labels: unique symbol;

/**
 * A metric, defined once. `L` is written out (`{ symbol: string; side: "buy" | "sell" }`) and the three kinds are
 * interfaces, so a compiler error prints what the author wrote.
 */
export interface Metric<L extends Labels, U extends BaseUnit> {
  /** Counts the definitions of this process from 0: a recorder finds what it keeps of a metric by it. */
  readonly id: number;
  readonly name: string;
  readonly help: string;
  readonly unit: U;
  readonly type: MetricType;
  readonly domains: LabelDomains;
  /** Series that one target may expose of it; what the conventions allow everybody when it does not say. */
  readonly budget?: number;
  /** Label matchers put on by `where`; a definition has none. */
  readonly match: Readonly<Record<string, unknown>>;
  readonly [labels]: L;
}
export interface Counter<L extends Labels = Labels, U extends BaseUnit = BaseUnit> extends Metric<L, U> {
  readonly type: "counter";
}
export interface Gauge<L extends Labels = Labels, U extends BaseUnit = BaseUnit> extends Metric<L, U> {
  readonly type: "gauge";
}
export interface Histogram<L extends Labels = Labels, U extends BaseUnit = BaseUnit> extends Metric<L, U> {
  readonly type: "histogram";
  /** Upper bounds in ascending order, without +Inf. */
  readonly buckets: readonly Quantity<U>[];
}
/** Any metric, whatever its labels and unit: for lists and tables, not for queries. */
export type AnyMetric = Counter | Gauge | Histogram;

interface Definition<D extends LabelDomains, U extends BaseUnit> {
  readonly name: string;
  readonly help: string;
  readonly unit: U;
  readonly labels?: D;
  readonly budget?: number;
}

let defined = 0;

function define(
  type: MetricType,
  { labels = {}, ...rest }: Definition<LabelDomains, BaseUnit>,
  maker: (definition: never) => unknown,
): never {
  const metric = { id: defined++, ...rest, type, domains: labels, match: {} };
  rememberOrigin(metric, maker);
  return metric as never;
}

export const counter = <U extends BaseUnit, const D extends LabelDomains = Record<never, never>>(
  definition: Definition<D, U>,
): Counter<{ [K in keyof D & string]: ValueOf<D[K]> }, U> => define("counter", definition, counter);

export const gauge = <U extends BaseUnit, const D extends LabelDomains = Record<never, never>>(
  definition: Definition<D, U>,
): Gauge<{ [K in keyof D & string]: ValueOf<D[K]> }, U> => define("gauge", definition, gauge);

export const histogram = <U extends BaseUnit, const D extends LabelDomains = Record<never, never>>(
  definition: Definition<D, U> & { readonly buckets: readonly Quantity<NoInfer<U>>[] },
): Histogram<{ [K in keyof D & string]: ValueOf<D[K]> }, U> => define("histogram", definition, histogram);

/**
 * What the application records through. Label objects may be reused or mutated by the caller after the call.
 * Nothing here throws: a value that is not a finite number is dropped and counted.
 */
export interface Recorder {
  increment<L extends Labels>(metric: Counter<L>, labels: NoInfer<L>, by?: number): void;
  set<L extends Labels>(metric: Gauge<L>, labels: NoInfer<L>, value: number): void;
  observe<L extends Labels>(metric: Histogram<L>, labels: NoInfer<L>, value: number): void;
}
