/** What makes objects of the Prometheus operator wrong although an API server would take them. */
export type MonitoringFault =
  | "monitoring/port-scraped-twice"
  | "monitoring/selects-nothing"
  | "monitoring/unknown-port"
  | "monitoring/not-picked-up"
  | "monitoring/targets-differ"
  | "monitoring/operator-too-old"
  | "monitoring/malformed-version"
  | "monitoring/release-name-too-long"
  | "monitoring/secret-not-listed"
  | "monitoring/value-not-carried"
  | "monitoring/several";

/** Monitoring objects that would not work; `code` is stable, the text is not. */
export class MonitoringError extends Error {
  override readonly name = "MonitoringError";
  constructor(
    readonly code: MonitoringFault,
    message: string,
    /** What to do, in the imperative. */
    readonly remedy: string,
  ) {
    super(message);
  }
}

/** A monitor's endpoint as an error names it. */
export interface Scraping {
  /** `ServiceMonitor monitoring/quantflow` */
  readonly monitor: string;
  readonly job: string;
}

export const portScrapedTwice = (pods: string, port: string, one: Scraping, other: Scraping): MonitoringError =>
  new MonitoringError(
    "monitoring/port-scraped-twice",
    `${one.monitor} and ${other.monitor} both scrape port "${port}" of ${pods}: ${
      one.job === other.job
        ? `job "${one.job}" has every series twice, so sums double`
        : `the same series come under jobs "${one.job}" and "${other.job}", so sums over jobs double`
    }`,
    "take one of them away: a workload's port has one ServiceMonitor or one PodMonitor",
  );

export const selectsNothing = (monitor: string, selector: string): MonitoringError =>
  new MonitoringError(
    "monitoring/selects-nothing",
    `${monitor} selects ${selector}, and nothing bears these labels: it would scrape nothing, without a word`,
    "correct the selector, or the labels of what it is to select",
  );

export const unknownPort = (monitor: string, port: string, pods: string, known: readonly string[]): MonitoringError =>
  new MonitoringError(
    "monitoring/unknown-port",
    `${monitor} scrapes port "${port}" of ${pods}, which has no port of that name (it has ${known.join(", ") || "none"})`,
    "name the port in the service's ports, or correct the monitor",
  );

export const notPickedUp = (object: string, selector: string, wants: string): MonitoringError =>
  new MonitoringError(
    "monitoring/not-picked-up",
    `${object} is not picked up: Prometheus' ${selector} wants ${wants}`,
    "give it these labels, or change the selector among the chart's values",
  );

export const targetsDiffer = (job: string, what: string): MonitoringError =>
  new MonitoringError(
    "monitoring/targets-differ",
    `the targets of job "${job}" differ in ${what}, and one monitor has one for all that it selects`,
    "make them equal, or give one of them a job of its own",
  );

export const operatorTooOld = (given: {
  readonly object: string;
  readonly field: string;
  readonly needs: string;
  readonly version: string;
  readonly why: string;
}): MonitoringError =>
  new MonitoringError(
    "monitoring/operator-too-old",
    `${given.object} needs ${given.field}, which the Prometheus operator knows since ${given.needs}; the environment has ${given.version} (${given.why})`,
    `upgrade the operator to ${given.needs} or later, and correct the environment's operatorVersion`,
  );

export const malformedVersion = (given: string): MonitoringError =>
  new MonitoringError(
    "monitoring/malformed-version",
    `"${given}" is no version of the Prometheus operator`,
    "write it as the operator's image tag does: 0.93.1 or v0.93.1",
  );

export const releaseNameTooLong = (name: string, most: number): MonitoringError =>
  new MonitoringError(
    "monitoring/release-name-too-long",
    `the chart cuts "${name}" after ${most} characters, so that Services and monitors no longer name the same thing`,
    `choose a name of at most ${most} characters`,
  );

export const secretNotListed = (path: string, secrets: readonly string[]): MonitoringError =>
  new MonitoringError(
    "monitoring/secret-not-listed",
    `Alertmanager's configuration reads ${path}, and none of its Secrets is mounted there (${secrets.join(", ") || "there is none"})`,
    "keep the file in Alertmanager's Secret, or take away the receiver that reads it",
  );

export const valueNotCarried = (key: string): MonitoringError =>
  new MonitoringError(
    "monitoring/value-not-carried",
    `no rule says how kube-prometheus-stack carries the value ${key} into its custom resource`,
    "add it to what lib/renderings/kubernetes/monitoring/chart/resources.ts carries, as the chart's template does",
  );

/** One fault as it is, several as one error that tells them all. */
export function severalFaults(faults: readonly [MonitoringError, ...MonitoringError[]]): MonitoringError {
  if (faults.length === 1) return faults[0];
  const listed = faults.map(({ code, message, remedy }) => `- ${code}: ${message}; ${remedy}`);
  return new MonitoringError("monitoring/several", [`${faults.length} faults:`, ...listed].join("\n"), "mend each");
}
