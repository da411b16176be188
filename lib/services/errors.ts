/** A model of services that cannot be carried out; `code` is stable, the text is not. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  constructor(
    readonly code: "services/targets-differ" | "services/timeout-too-long",
    message: string,
  ) {
    super(message);
  }
}

export const targetsDiffer = (job: string): ServiceError =>
  new ServiceError(
    "services/targets-differ",
    `the targets of job "${job}" differ in credentials or limits, which Prometheus keeps by job: make them equal, or give one of them a job of its own`,
  );

export const timeoutTooLong = (timeout: string, interval: string): ServiceError =>
  new ServiceError(
    "services/timeout-too-long",
    `a scrape may take ${timeout} but the next one starts after ${interval}: Prometheus refuses that; shorten the timeout`,
  );
