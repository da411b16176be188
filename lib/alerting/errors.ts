/** Alerting that cannot work; `code` is stable, the text is not. */
export class AlertingError extends Error {
  override readonly name = "AlertingError";
  constructor(
    readonly code: "routing/unreachable" | "routing/receivers-differ" | "routing/dead-inhibition",
    message: string,
    /** What to do, in the imperative. */
    readonly remedy: string,
  ) {
    super(message);
  }
}

export interface Unreachable {
  readonly alert: string;
  /** Receivers it would reach, every one inside something that alerts are about. */
  readonly only: readonly string[];
}

export const unreachableAlerts = (alerts: readonly Unreachable[]): AlertingError => {
  const lines = alerts.map(({ alert, only }) =>
    only.length > 0 ? `${alert} reaches only ${only.join(", ")}` : `${alert} reaches nobody`,
  );
  return new AlertingError(
    "routing/unreachable",
    `alerts would be lost: ${lines.join("; ")}`,
    "give them a route to a receiver that calls someone and does not live in what they report on, or supply the secret of one that was left out",
  );
};

export const receiversDiffer = (name: string): AlertingError =>
  new AlertingError(
    "routing/receivers-differ",
    `two receivers are named "${name}" and differ: Alertmanager knows a receiver by its name alone`,
    "rename one of them",
  );

export const deadInhibition = (name: string, why: string): AlertingError =>
  new AlertingError(
    "routing/dead-inhibition",
    `inhibition "${name}" can match nothing: ${why}`,
    "correct its matchers, or delete it",
  );
