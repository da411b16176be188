import { type MadeBy, madeByLine } from "../../support/made-by.ts";
import type { Outcome } from "./storm.ts";

/** A clock that was wrong, and what became of its alerts. */
export interface Skew {
  /** Of the sender, `1 h ahead`. */
  readonly clock: string;
  readonly alerts: number;
  readonly firing: number;
  readonly resolved: number;
  /** Its Watchdog reached the watchman. */
  readonly heard: boolean;
}

interface Given {
  readonly madeBy: MadeBy;
  readonly alertmanager: string;
  /** By which the routes' times were divided. */
  readonly pace: number;
  /** What the application's webhook takes at most, in bytes. */
  readonly limit: number;
  readonly outcomes: readonly Outcome[];
  readonly skews: readonly Skew[];
}

const INTRODUCTION = (pace: number, alertmanager: string) => `# Alert storms

On Alertmanager ${alertmanager} with the routes of \`local\`, their times divided by ${pace}; a real mail server; the application's own
webhook in a process of its own, which forwards its history. Alerts are sent as Prometheus sends them: all of them again and
again, also for some time that they have ended.`;

const AFTER_STORMS = `A group is mailed when \`group_wait\` is over and then at most once in each \`group_interval\`, and once more after each
restart, when \`group_wait\` begins anew: *at most* is reckoned from that, the route's times and the seconds that it took.
*Lost* is what the history does not have as firing, or not as resolved.`;

const AFTER_SKEWS = `Prometheus says of each alert until when it holds: two minutes from its own time. A clock that is further behind than that
says so of a time that is past, and Alertmanager takes its alerts for over. Nobody can be told of those; but its Watchdog is
over as well, and so the watchman mails. Of a clock that is ahead alerts are told in time, and none was told as over while the run
lasted: its end lies an hour ahead.`;

/** docs/reports/storms.md */
export const stormsReport = ({ madeBy, alertmanager, pace, limit, outcomes, skews }: Given): string =>
  [
    INTRODUCTION(pace, alertmanager),
    madeByLine(madeBy),
    `## Storms\n\n${table(
      STORM_COLUMNS,
      outcomes.map((one) => stormRow(one, limit)),
    )}\n\n${AFTER_STORMS}`,
    `## Clocks that are wrong\n\n${table(SKEW_COLUMNS, skews.map(skewRow))}\n\n${AFTER_SKEWS}`,
    "",
  ].join("\n\n");

const STORM_COLUMNS = [
  "storm",
  "alerts",
  "groups",
  "seconds",
  "mails",
  "at most",
  "largest copy",
  "of limit",
  "left out",
  "lost",
];

const stormRow = (one: Outcome, limit: number): readonly string[] => [
  one.storm,
  ...[one.alerts, one.groups, Math.round(one.seconds), one.mails, one.mostMails].map(String),
  `${one.largestCopy.toLocaleString("en")} B`,
  `${Math.round((100 * one.largestCopy) / limit)} %`,
  `${one.truncated}`,
  `${2 * one.alerts - one.firing - one.resolved}`,
];

const SKEW_COLUMNS = ["sender's clock", "alerts", "told firing", "told resolved", "heartbeat"];

const skewRow = ({ clock, alerts, firing, resolved, heard }: Skew): readonly string[] => [
  clock,
  `${alerts}`,
  `${firing}`,
  `${resolved}`,
  heard ? "heard" : "not heard: the watchman mails",
];

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, columns.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
