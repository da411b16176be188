/** A handle was asked for a metric that the recorder was not made with: a mistake in the composition, found at start. */
export class UnknownMetricError extends Error {
  readonly code = "METRICS_UNKNOWN_METRIC";

  constructor(name: string) {
    super(`metric ${name} is not in the recorder's list: add it to the catalogue that the recorder is made with`);
    this.name = "UnknownMetricError";
  }
}
