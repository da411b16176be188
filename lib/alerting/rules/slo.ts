/**
 * Service level objectives as data: which share of what happens may go wrong, over how long. Alerts tell how fast that
 * share, the error budget, is being spent: multi-window, multi-burn-rate.
 * Source: Google, The Site Reliability Workbook, chapter 5 "Alerting on SLOs", section 6.
 */
import { divided } from "../../metrics/duration.ts";
import { type Duration, percent, type Quantity, type Unit } from "../../metrics/units.ts";
import { above, both, type Condition, or, type Vector } from "../../promql/index.ts";
import type { Meaning } from "../proofs/meaning.ts";
import { type Alert, alert, type Severity } from "./alert.ts";
import { type Burn, type Burns, FASTEST, LONGEST, PAGE, TICKET } from "./burns.ts";
import { objectiveOutOfReach, periodTooShort } from "./errors.ts";
import { type Group, group, type Recording } from "./group.ts";
import { type Recorded, type RecordName, record } from "./record.ts";
import { errorRatio, RECORDED, type Recent, type Traffic, times } from "./windows.ts";

export interface Objective<U extends Unit> {
  /** Lower case with hyphens: the label `slo`; recordings are named by it, and alerts (`FeedFreshnessBurnsFast`). */
  readonly name: string;
  /** Whose promise it is: a constant label of the alerts, for routes and inhibitions. */
  readonly job: string;
  readonly owner: string;
  /** The share that must go well: below 100 %, and above 93.1 %, so that a failure of everything exceeds every limit. */
  readonly share: Quantity<"ratio">;
  /** The period that the share is reckoned over: 3 days or more, and no longer than samples are kept. */
  readonly over: Duration;
  /** Everything that happens over a window: per second, or as a number of states. It selects the job. */
  readonly total: (over: Duration) => Vector<"job", U>;
  /** What of it goes wrong. It need not select the job again: it is told as a share of the total, which does. */
  readonly bad: (over: Duration, total: Vector<"job", U>) => Vector<"job", NoInfer<U>>;
  /**
   * Less traffic counts as if the rest had come and gone well, the time before there was any included. So one failure
   * in three does not page, and yet failures enough always do, however little else happens.
   */
  readonly minimum: (over: Duration) => Quantity<NoInfer<U>>;
  /** What alerts say of the share that goes wrong: `8 % of prices are late`. */
  readonly says: (share: string) => string;
  readonly meaning: { readonly page: Meaning; readonly ticket: Meaning };
}

export interface Slo extends Group {
  /** The share that went wrong over the whole period. */
  readonly errors: Recorded<"job", "ratio">;
  readonly page: Alert;
  readonly ticket: Alert;
}

/** Recordings and alerts of an objective. Fails where an alert would always or never fire, or see beyond the period. */
export function slo<U extends Unit>(objective: Objective<U>): Slo {
  const { name, over } = objective;
  if (!canBurn(objective.share)) throw objectiveOutOfReach(name, objective.share, FASTEST);
  if (over.value < LONGEST.value) throw periodTooShort(name, over, LONGEST);
  const traffic = trafficOf(objective);
  const errors = record(
    `job:${snake(name)}_errors:ratio_period`,
    errorRatio(traffic, { over, every: RECORDED.half_hour }),
  );
  const { meaning } = objective;
  const page = watched(objective, traffic, { speed: "fast", severity: "critical", burns: PAGE, meaning: meaning.page });
  const ticket = watched(objective, traffic, {
    speed: "slowly",
    severity: "warning",
    burns: TICKET,
    meaning: meaning.ticket,
  });
  const base = [traffic.total, traffic.bad].flatMap((recorded) => Object.values(recorded));
  const recordings = [...base, ...page.recordings, ...ticket.recordings, errors];
  const alerts = [page.alert, ticket.alert];
  return { ...group(`slo-${name}`, alerts, recordings), errors, page: page.alert, ticket: ticket.alert };
}

const canBurn = ({ value }: Quantity<"ratio">): boolean => value < 1 && FASTEST * (1 - value) < 1;

function trafficOf<U extends Unit>({ name, total, bad, minimum }: Objective<U>): Traffic<U> {
  const all = recorded(`${snake(name)}_total`, total);
  return { total: all, bad: recorded(`${snake(name)}_bad`, (over, window) => bad(over, all[window])), minimum };
}

const recorded = <U extends Unit>(
  name: string,
  of: (over: Duration, window: keyof Recent<U>) => Vector<"job", U>,
): Recent<U> => ({
  recent: record(`job:${name}:recent`, of(RECORDED.recent, "recent")),
  half_hour: record(`job:${name}:half_hour`, of(RECORDED.half_hour, "half_hour")),
});

interface Watch {
  readonly speed: "fast" | "slowly";
  readonly severity: Severity;
  readonly burns: Burns;
  readonly meaning: Meaning;
}

/** One alert for all its burns, so that a failure that is several is told once. */
function watched<U extends Unit>(objective: Objective<U>, traffic: Traffic<U>, watch: Watch) {
  const { name, job, owner, share, over, says } = objective;
  const { speed, severity, meaning, burns } = watch;
  const all = burns.map((burn) => burning(objective, traffic, burn));
  const slowest = Math.min(...burns.map(({ rate }) => rate));
  const burn = alert(pascal(`${name}-burns-${speed}`), {
    condition: all.map(({ condition }) => condition).reduce((one, other) => or(one, other)),
    meaning,
    severity,
    owner,
    labels: { job, slo: name },
    summary: () => `The error budget of ${name} burns ${speed}`,
    description: (f) =>
      `${says(f.value)}, over ${burns.map(({ long }) => f.time(long)).join(" or ")}, and still. The objective is ${share.text} over ${f.time(over)}: at this pace its error budget is spent within ${f.time(divided(over, slowest))}.`,
  });
  return { alert: burn, recordings: all.flatMap(({ recordings }) => recordings) };
}

interface Burning {
  readonly recordings: readonly Recording[];
  readonly condition: Condition<"job", "ratio">;
}

function burning<U extends Unit>(
  { name, share }: Objective<U>,
  traffic: Traffic<U>,
  { rate, long, short, every }: Burn,
): Burning {
  const named = (window: string): RecordName => `job:${snake(name)}_errors:ratio_${Math.floor(rate)}x_${window}`;
  const overLong = record(named("long"), errorRatio(traffic, { over: long, every }));
  const overShort = record(named("short"), errorRatio(traffic, { over: short, every }));
  const limit = times(rate, budgetOf(share));
  return { recordings: [overLong, overShort], condition: both(above(overLong, limit), above(overShort, limit)) };
}

/** What may go wrong. */
const budgetOf = ({ value }: Quantity<"ratio">): Quantity<"ratio"> => percent(Number((100 - 100 * value).toFixed(6)));

const pascal = (name: string): string => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
const snake = (name: string): string => name.replaceAll("-", "_");
