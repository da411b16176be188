/**
 * Service level objectives as data: which share of what happens may go wrong, over how long. Alerts tell how fast that
 * share, the error budget, is being spent: multi-window, multi-burn-rate.
 * Source: Google, The Site Reliability Workbook, chapter 5 "Alerting on SLOs", section 6.
 */
import { divided } from "../../metrics/duration.ts";
import { type Duration, percent, type Quantity, type Unit } from "../../metrics/units.ts";
import { above, and, type Condition, max, or, type Vector } from "../../promql/index.ts";
import { type Alert, alert, type Severity } from "./alert.ts";
import { type Burn, type Burns, FASTEST, LONGEST, PAGE, SHORTEST, TICKET } from "./burns.ts";
import { objectiveOutOfReach, periodTooShort } from "./errors.ts";
import { type Group, group, type Recording } from "./group.ts";
import { type Recorded, record } from "./record.ts";
import { errorRatio, type Recent, times } from "./windows.ts";

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
}

export interface Slo extends Group {
  /** The share that went wrong over the whole period. */
  readonly errors: Recorded<"job" | "slo", "ratio">;
  readonly page: Alert;
  readonly ticket: Alert;
}

/** Recordings and alerts of an objective. Fails where an alert would always or never fire, or see beyond the period. */
export function slo<U extends Unit>(objective: Objective<U>): Slo {
  const { name, over } = objective;
  if (!canBurn(objective.share)) throw objectiveOutOfReach(name, objective.share, FASTEST);
  if (over.value < LONGEST.value) throw periodTooShort(name, over, LONGEST);
  const recent = recentOf(objective);
  const errors = record("job:slo_errors:ratio_period", errorRatio(recent, over), { slo: name });
  const page = watched(objective, recent, { verb: "BurnsFast", severity: "critical", burns: PAGE });
  const ticket = watched(objective, recent, { verb: "BurnsSlowly", severity: "warning", burns: TICKET });
  const recordings = [recent.total, recent.bad, ...page.recordings, ...ticket.recordings, errors];
  const alerts = [page.alert, ticket.alert];
  return { ...group(`slo-${name}`, alerts, recordings), errors, page: page.alert, ticket: ticket.alert };
}

const canBurn = ({ value }: Quantity<"ratio">): boolean => value < 1 && FASTEST * (1 - value) < 1;

const recentOf = <U extends Unit>({ name, total, bad, minimum }: Objective<U>) => {
  const metric = name.replaceAll("-", "_");
  return {
    window: SHORTEST,
    total: record(`job:${metric}_total:recent`, total(SHORTEST)),
    bad: record(`job:${metric}_bad:recent`, bad(SHORTEST)),
    minimum,
  };
};

interface Watch {
  readonly verb: string;
  readonly severity: Severity;
  readonly burns: Burns;
}

/** One alert for either burn, so that a failure that is both is told once. */
function watched<U extends Unit>(objective: Objective<U>, recent: Recent<U>, { verb, severity, burns }: Watch) {
  const { name, job, owner, share, over, says } = objective;
  const [fast, slow] = burns;
  const [first, second] = [burning(objective, recent, fast), burning(objective, recent, slow)];
  const burn = alert(`${pascal(name)}${verb}`, {
    condition: or(first.condition, second.condition),
    severity,
    owner,
    labels: { job, slo: name },
    summary: () => `The error budget of ${name} ${severity === "critical" ? "burns fast" : "burns slowly"}`,
    description: (f) =>
      `${says(f.value)}, over ${f.time(fast.long)} or ${f.time(slow.long)}, and it goes on. The objective is ${share.text} over ${f.time(over)}: at this rate all that may go wrong in that time will have done so within ${f.time(divided(over, slow.rate))}.`,
  });
  return { alert: burn, recordings: [...first.recordings, ...second.recordings] };
}

interface Burning {
  readonly recordings: readonly Recording[];
  readonly condition: Condition<"job" | "slo", "ratio">;
}

function burning<U extends Unit>(
  { name, share }: Objective<U>,
  recent: Recent<U>,
  { rate, long, short }: Burn,
): Burning {
  const adds = { slo: name, burn: `${rate}` };
  const overLong = record("job:slo_errors:ratio_long", errorRatio(recent, long), adds);
  const overShort = record("job:slo_errors:ratio_short", errorRatio(recent, short), adds);
  const limit = times(rate, budgetOf(share));
  const by = ["job", "slo"] as const;
  // Without the label `burn`, the alert is the same one whichever burn it fires for.
  const condition = and(above(max(overLong, { by }), limit), above(overShort, limit), { on: by });
  return { recordings: [overLong, overShort], condition };
}

/** What may go wrong. */
const budgetOf = ({ value }: Quantity<"ratio">): Quantity<"ratio"> => percent(Number((100 - 100 * value).toFixed(6)));

const pascal = (name: string): string => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
