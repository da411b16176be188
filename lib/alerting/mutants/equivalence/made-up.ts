import { seriesText } from "../../../metrics/text.ts";
import type { KnownMetric } from "../../../promql/checker/catalogue.ts";
import type { Point } from "../../proofs/timeline.ts";
import { histogramParts, type Part } from "./histogram.ts";
import { type LabelSet, labelSets, targets } from "./labels.ts";
import type { Random } from "./random.ts";
import type { Reading } from "./reading.ts";
import { type Course, counted, gaps, restarts, withGaps } from "./shapes.ts";
import { gaugeValues, growth } from "./values.ts";

export interface MadeUpGiven {
  /** Every job there is. */
  readonly jobs: readonly string[];
  readonly steps: number;
  /** Seconds between two scrapes. */
  readonly step: number;
  readonly random: Random;
}

/**
 * Series as the catalogue declares them, of several instances, with values that stay around what the rules compare
 * them with: they jump, drift, wander, pause, end, begin late and, counters, begin anew.
 */
export function madeUp(reading: Reading, given: MadeUpGiven): ReadonlyMap<string, readonly Point[]> {
  const { random } = given;
  const scale = random.pick([undefined, undefined, 1, 100, 1e6, 1e9]);
  const made = new Map<string, readonly Point[]>();
  for (const target of targets(reading, given.jobs, random)) {
    const sets = labelSets(reading, random);
    for (const metric of exposedBy(target, reading))
      for (const labels of labelsOf(metric, sets)) {
        const course = { ...given, scale, window: windowOf(reading, given) };
        const missing = gaps(course);
        for (const { suffix, labels: own, values } of partsOf(metric, reading, course)) {
          const series = seriesText(metric.name + suffix, Object.entries({ ...labels, ...own, ...target }));
          made.set(series, withGaps(values, missing));
        }
      }
  }
  return made;
}

const exposedBy = ({ job = "" }: LabelSet, { series }: Reading): readonly KnownMetric[] => [
  ...new Set(series.map(({ metric }) => metric).filter(({ jobs }) => jobs?.includes(job) ?? true)),
];

/** Of each set what the metric has of it, unless its list lacks the value. */
function labelsOf({ labels }: KnownMetric, sets: readonly LabelSet[]): readonly LabelSet[] {
  const own = sets.map((set) => Object.fromEntries(Object.entries(set).filter(([name]) => name in labels)));
  const admitted = own.filter((set) =>
    Object.entries(set).every(([name, value]) => {
      const domain = labels[name];
      return domain === undefined || "upTo" in domain || domain.includes(value);
    }),
  );
  return [...new Map(admitted.map((set) => [JSON.stringify(set), set])).values()];
}

const windowOf = ({ windows }: Reading, { step, random }: MadeUpGiven): number =>
  Math.max(2, Math.round(random.pick(windows) / step));

function partsOf(
  metric: KnownMetric,
  reading: Reading,
  course: Course & { readonly scale: number | undefined },
): readonly Part[] {
  if (metric.type === "histogram") return histogramParts(metric, reading, course);
  if (metric.type !== "counter") return [{ suffix: "", labels: {}, values: gaugeValues(metric, reading, course) }];
  const grown = growth(reading, course, { whole: metric.unit === "items" });
  const { random } = course;
  return [
    { suffix: "", labels: {}, values: counted(grown, restarts(course), random.pick([0, 0, 1, random.below(1e6)])) },
  ];
}
