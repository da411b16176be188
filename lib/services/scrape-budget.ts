import type { ScrapeLimits } from "./target.ts";

/** What a scrape of a target brings at most, as far as it is known. */
export interface ScrapeNeed {
  /** Series of one target, without those that Prometheus adds. */
  readonly samples: number;
  /** Labels of the series that has most, its name and the target's own among them: Prometheus counts them all. */
  readonly labels: number;
  readonly targets: number;
}

/** Room for another machine, table or disk; exporters export more where there is more. */
const SAMPLE_MARGIN = 1.5;
/** A limit that lets ten times the need pass stops nobody. */
const SAMPLE_SLACK = 20;

/** The `sample_limit` for such a need, in round numbers. */
export const sampleLimit = (samples: number): number => roundedUp(samples * SAMPLE_MARGIN);

/** Two digits, upwards: 1,543 becomes 1,600. */
function roundedUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}

/** What is wrong with limits beside a need, each as the rest of a sentence on the job. */
export function limitProblems(limits: ScrapeLimits, need: ScrapeNeed): readonly string[] {
  const wanted = sampleLimit(need.samples);
  return [
    ...(limits.samples < wanted
      ? [
          `exposes up to ${need.samples} series a target, over its budget: sample_limit is ${limits.samples}, and ${wanted} would leave room. Bound the label that has grown, or raise the limit`,
        ]
      : []),
    ...(limits.samples > wanted * SAMPLE_SLACK
      ? [
          `exposes up to ${need.samples} series a target: a sample_limit of ${limits.samples} stops nothing, write ${wanted}`,
        ]
      : []),
    ...(limits.labels < need.labels
      ? [`has a series with ${need.labels} labels: a label_limit of ${limits.labels} would fail its scrape`]
      : []),
    ...(limits.targets < need.targets
      ? [`has ${need.targets} targets: with a target_limit of ${limits.targets} Prometheus scrapes none of them`]
      : []),
  ];
}
