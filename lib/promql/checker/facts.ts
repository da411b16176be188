import type { Unit } from "../../metrics/units.ts";
import type { KnownMetric } from "./catalogue.ts";
import type { Samples } from "./histograms.ts";
import type { Series } from "./series.ts";

/** What is known of an expression's result. */
export interface Facts {
  /** The names of its labels; undefined when they cannot be known. */
  readonly labels: ReadonlySet<string> | undefined;
  /** Labels that have one value only, so that they tell no two series apart. */
  readonly fixed: ReadonlySet<string>;
  readonly unit: Unit | undefined;
  /** The series of a selector, its range or its modifiers; undefined once a function or operator was applied. */
  readonly series: Series | undefined;
  readonly samples: Samples;
  /** The histogram whose buckets or native histograms these are, rates and sums of them included. */
  readonly bucketsOf: KnownMetric | undefined;
  /** The histogram whose quantile this is. */
  readonly quantileOf: KnownMetric | undefined;
}

export const NOTHING: Facts = {
  ...{ labels: undefined, unit: undefined, series: undefined, bucketsOf: undefined, quantileOf: undefined },
  ...{ fixed: new Set<string>(), samples: undefined },
};
export const SCALAR: Facts = { ...NOTHING, labels: new Set(), samples: "floats" };
