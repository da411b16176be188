/**
 * Service level objectives as data: which share of what happens may go wrong, over how long. Alerts tell how fast that
 * share, the error budget, is being spent: multi-window, multi-burn-rate.
 * Source: Google, The Site Reliability Workbook, chapter 5 "Alerting on SLOs", section 6.
 */
import { divided } from "../../metrics/duration.ts";
import { type Duration, percent, type Quantity, type Unit } from "../../metrics/units.ts";
import { above, and, type Condition, or, type Vector } from "../../promql/index.ts";
import type { Meaning } from "../proofs/meaning.ts";
import { type Alert, alert, type Severity } from "./alert.ts";
import { type Burn, type Burns, FASTEST, LONGEST, PAGE, TICKET } from "./burns.ts";
import { objectiveOutOfReach, periodTooShort } from "./errors.ts";
import { type Group, group, type Recording } from "./group.ts";
import { type Recorded, type RecordName, record } from "./record.ts";
import { errorRatio, recent, type Traffic, times } from "./windows.ts";

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
  /** Everything that happens, and what of it goes wrong: per second over a window, or as a number of states. */
  readonly total: (over: Duration) => Vector<"job", U>;
  readonly bad: (over: Duration) => Vector<"job", NoInfer<U>>;
  /**
   * Less traffic counts as if the rest had come and gone well, the time before there was any included. So one failure
   * in three does not page, and yet failures enough always do, however little else happens.
   */
  readonly minimum: Quantity<NoInfer<U>>;
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
  const errors = record(`job:${snake(name)}_errors:ratio_period`, errorRatio(traffic, over));
  const { meaning } = objective;
  const page = watched(objective, traffic, { speed: "fast", severity: "critical", burns: PAGE, meaning: meaning.page });
  const ticket = watched(objective, traffic, {
    speed: "slowly",
    severity: "warning",
    burns: TICKET,
    meaning: meaning.ticket,
  });
  const { total, bad } = traffic;
  const base = [total.shortest, total.halfHour, bad.shortest, bad.halfHour];
  const recordings = [...base, ...page.recordings, ...ticket.recordings, errors];
  const alerts = [page.alert, ticket.alert];
  return { ...group(`slo-${name}`, alerts, recordings), errors, page: page.alert, ticket: ticket.alert };
}

const canBurn = ({ value }: Quantity<"ratio">): boolean => value < 1 && FASTEST * (1 - value) < 1;

const trafficOf = <U extends Unit>({ name, total, bad, minimum }: Objective<U>): Traffic<U> => ({
  total: recent(`${snake(name)}_total`, total),
  bad: recent(`${snake(name)}_bad`, bad),
  minimum,
});

interface Watch {
  readonly speed: "fast" | "slowly";
  readonly severity: Severity;
  readonly burns: Burns;
  readonly meaning: Meaning;
}

/** One alert for either burn, so that a failure that is both is told once. */
function watched<U extends Unit>(objective: Objective<U>, traffic: Traffic<U>, watch: Watch) {
  const { name, job, owner, share, over, says } = objective;
  const { speed, severity, meaning } = watch;
  const [fast, slow] = watch.burns;
  const [first, second] = [burning(objective, traffic, fast), burning(objective, traffic, slow)];
  const burn = alert(pascal(`${name}-burns-${speed}`), {
    condition: or(first.condition, second.condition),
    meaning,
    severity,
    owner,
    labels: { job, slo: name },
    summary: () => `The error budget of ${name} burns ${speed}`,
    description: (f) =>
      `${says(f.value)}, over ${f.time(fast.long)} or ${f.time(slow.long)}, and still. The objective is ${share.text} over ${f.time(over)}: at this pace its error budget is spent within ${f.time(divided(over, slow.rate))}.`,
  });
  return { alert: burn, recordings: [...first.recordings, ...second.recordings] };
}

interface Burning {
  readonly recordings: readonly Recording[];
  readonly condition: Condition<"job", "ratio">;
}

function burning<U extends Unit>(
  { name, share }: Objective<U>,
  traffic: Traffic<U>,
  { rate, long, short }: Burn,
): Burning {
  const named = (window: string): RecordName => `job:${snake(name)}_errors:ratio_${Math.floor(rate)}x_${window}`;
  const overLong = record(named("long"), errorRatio(traffic, long));
  const overShort = record(named("short"), errorRatio(traffic, short));
  const limit = times(rate, budgetOf(share));
  const condition = and(above(overLong, limit), above(overShort, limit), { on: ["job"] });
  return { recordings: [overLong, overShort], condition };
}

/** What may go wrong. */
const budgetOf = ({ value }: Quantity<"ratio">): Quantity<"ratio"> => percent(Number((100 - 100 * value).toFixed(6)));

const pascal = (name: string): string => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
const snake = (name: string): string => name.replaceAll("-", "_");
