/** A handle was asked for a metric that the recorder was not made with: a mistake in the composition, found at start. */
export class UnknownMetricError extends Error {
  readonly code = "METRICS_UNKNOWN_METRIC";

  constructor(name: string) {
    super(`metric ${name} is not in the recorder's list: add it to the catalogue that the recorder is made with`);
    this.name = "UnknownMetricError";
  }
}

/** Metrics of ours that break a convention; `code` is stable, the text is not. */
export class ConventionError extends Error {
  override readonly name = "ConventionError";
  readonly code = "METRICS_CONVENTIONS_BROKEN";
  readonly remedy = "Correct the definitions named above; docs/metrics.md says what each convention is for.";
}

interface Broken {
  readonly convention: string;
  readonly metric: string;
  readonly at: string;
  readonly message: string;
}

/** One line a breach: `metrics/quantflow/feed.ts:5: name/total: quantflow_trades is a counter: …` */
export const conventionsBroken = (breaches: readonly Broken[]): ConventionError =>
  new ConventionError(
    breaches.map(({ at, convention, metric, message }) => `${at}: ${convention}: ${metric} ${message}`).join("\n"),
  );
