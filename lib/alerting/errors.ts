export type AlertingErrorCode =
  | "routing/unreachable"
  | "routing/receivers-differ"
  | "routing/unused-receiver"
  | "routing/dead-route"
  | "routing/dead-inhibition"
  | "routing/inhibition-cycle"
  | "routing/impatient-group"
  | "routing/uneven-repeat"
  | "routing/forgotten-repeat"
  | "routing/always-muted"
  | "routing/unused-interval"
  | "routing/intervals-differ"
  | "routing/invalid-interval";

/** Alerting that cannot work; `code` is stable, the text is not. */
export class AlertingError extends Error {
  override readonly name = "AlertingError";
  constructor(
    readonly code: AlertingErrorCode,
    message: string,
    /** What to do, in the imperative. */
    readonly remedy: string,
  ) {
    super(message);
  }
}

export interface Unreachable {
  /** With the labels that decide where it goes: `DiskFull{severity="critical"}`. */
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

export const unusedReceiver = (name: string): AlertingError =>
  new AlertingError(
    "routing/unused-receiver",
    `no alert reaches the receiver "${name}"`,
    "give it a route that alerts take, or delete it",
  );

/** `route` as the routing proof names it, `by` likewise: the earlier route that takes what would have come. */
export const deadRoute = (route: string, by?: string): AlertingError =>
  new AlertingError(
    "routing/dead-route",
    by ? `nothing gets to ${route}: ${by} takes it all` : `nothing gets to ${route}: no alert has its labels`,
    by ? "move it before that route, or let that one continue" : "correct its matchers, or delete it",
  );

export const deadInhibition = (name: string, why: string): AlertingError =>
  new AlertingError(
    "routing/dead-inhibition",
    `inhibition "${name}" can match nothing: ${why}`,
    "correct its matchers, or delete it",
  );

/** Alerts in the order in which each silences the next, the last the first. */
export const inhibitionCycle = (alerts: readonly string[]): AlertingError =>
  new AlertingError(
    "routing/inhibition-cycle",
    alerts.length === 1
      ? `${alerts[0]} is both source and target of one inhibition, so it cannot be told which of two such alerts is silenced`
      : `alerts silence each other, and all would be lost: ${[...alerts, alerts[0]].join(" silences ")}`,
    "narrow the targets of one of the inhibitions",
  );

export const impatientGroup = (route: string, interval: string, receiver: string, timeout: string): AlertingError =>
  new AlertingError(
    "routing/impatient-group",
    `${route} gives a message ${interval}, which is its group's interval; the receiver "${receiver}" may take ${timeout}`,
    `make the interval ${timeout} or longer`,
  );

export const unevenRepeat = (route: string, repeat: string, interval: string): AlertingError =>
  new AlertingError(
    "routing/uneven-repeat",
    `${route} repeats after ${repeat}, which is no multiple of its interval of ${interval}: it would be told later than that`,
    "make the repeat a multiple of the interval",
  );

export const forgottenRepeat = (route: string, repeat: string, retention: string): AlertingError =>
  new AlertingError(
    "routing/forgotten-repeat",
    `${route} repeats after ${repeat}, but Alertmanager forgets what it told after ${retention}, and then repeats it`,
    "shorten the repeat, or let Alertmanager keep its data longer (--data.retention)",
  );

export const alwaysMuted = (route: string): AlertingError =>
  new AlertingError(
    "routing/always-muted",
    `${route} is muted at all times`,
    "correct its time intervals, or delete it: what it takes is never told",
  );

export const unusedInterval = (name: string): AlertingError =>
  new AlertingError("routing/unused-interval", `no route uses the time interval "${name}"`, "use it, or delete it");

export const intervalsDiffer = (name: string): AlertingError =>
  new AlertingError(
    "routing/intervals-differ",
    `two time intervals are named "${name}" and differ: Alertmanager knows an interval by its name alone`,
    "rename one of them",
  );

export const invalidInterval = (name: string, why: string): AlertingError =>
  new AlertingError("routing/invalid-interval", `time interval "${name}" is wrong: ${why}`, "correct it");
