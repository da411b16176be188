import {
  alertsOf,
  covered,
  type Evaluations,
  firings,
  gaps,
  type Holds,
  NotTold,
  type Outcome,
  type Stretch,
  selfContained,
  stretches,
  summaryOf,
  time,
  whole,
  within,
} from "../../lib/alerting/backtest/index.ts";
import { metricsIn } from "../../lib/alerting/proofs/suite.ts";
import type { AlertChange, Further, Rule, RuleSides } from "../../lib/alerting/rules/difference.ts";
import { parseDuration } from "../../lib/promql/index.ts";
import { CliError } from "../errors.ts";
import type { History } from "./backtest-history.ts";
import { unrecorded } from "./backtest-recordings.ts";

/** What was asked for. Milliseconds. */
export interface Period {
  readonly now: number;
  readonly since: number;
}

export interface BacktestGiven extends Period {
  readonly history: History;
  /** Milliseconds since 1970: goes on while alerts are told. */
  readonly clock: () => number;
  /** Told of each alert before it is asked about. */
  readonly note: (title: string) => void;
}

/** Between looks at whether there is data at all. */
const LOOK = 60_000;
const MOST_LOOKS = 10_000;
/** Past this the rest is not asked any more: a review that nobody waits for helps nobody. */
const PATIENCE = 180_000;

/**
 * Tells of alerts that fire otherwise when the old and the new rule would have fired. Fails with `NotTold` where the
 * history holds nothing of the period, else as the history does.
 */
export async function backtest(given: BacktestGiven): Promise<Further> {
  const { history, now, since } = given;
  const step = Math.max(LOOK, whole(since / MOST_LOOKS, LOOK));
  const up = await history.range("count(up)", evaluationsIn(now - since, now, step));
  const data = stretches(up[0]?.at ?? [], step);
  const [first] = data;
  if (first === undefined) throw new NotTold(`Prometheus has no samples of up in the last ${time(since)}`);
  const interval = await history.evaluationInterval();
  const bench = new Backtest(given, { interval, step, data, deadline: given.clock() + PATIENCE });
  return (alert, sides) => (alert.firesOtherwise ? bench.lines(alert, sides) : []);
}

interface Found {
  readonly interval: number;
  readonly step: number;
  readonly data: readonly Stretch[];
  readonly deadline: number;
}

class Backtest {
  readonly #given: BacktestGiven;
  readonly #found: Found;
  readonly #from: number;
  readonly #reachesBack: boolean;

  constructor(given: BacktestGiven, found: Found) {
    this.#given = given;
    this.#found = found;
    const asked = given.now - given.since;
    const begins = found.data[0]?.from ?? given.now;
    this.#reachesBack = begins < asked + 2 * found.step;
    this.#from = this.#reachesBack ? asked : begins;
  }

  async lines({ title, before, after }: AlertChange, sides: RuleSides): Promise<readonly string[]> {
    this.#given.note(title);
    const { now, since } = this.#given;
    const was = before && (await this.#outcome(() => this.#fired(before, before.expr)));
    const is = after && (await this.#outcome(() => this.#wouldHaveFired(after, before, sides)));
    const missing = gaps(this.#found.data, now, this.#found.step);
    const period = { from: this.#from, to: now, asked: now - since, missing };
    return [`alert ${title} ${summaryOf({ before: was, after: is, ...period })}`];
  }

  /** What cannot be told of one alert is no reason to tell nothing of the others. */
  async #outcome(work: () => Promise<Outcome>): Promise<Outcome> {
    try {
      if (this.#given.clock() > this.#found.deadline)
        throw new NotTold(`asking about the alerts before took ${time(PATIENCE)}`);
      return await work();
    } catch (error) {
      if (error instanceof NotTold || (error instanceof CliError && error.code !== "interrupted"))
        return { untold: error.message };
      throw error;
    }
  }

  async #wouldHaveFired(rule: Rule, before: Rule | undefined, sides: RuleSides): Promise<Outcome> {
    const expr = selfContained(rule.expr, unrecorded(sides, this.#found.interval));
    const known = metricsIn(...(before ? [before.expr] : []));
    for (const metric of metricsIn(expr)) {
      if (known.has(metric) || (await this.#given.history.has(metric, this.#from, this.#given.now))) continue;
      throw new NotTold(`${metric} is new, there is no series of it`);
    }
    return this.#fired(rule, expr);
  }

  async #fired(rule: Rule, expr: string): Promise<Outcome> {
    const { data, step, interval } = this.#found;
    const every = milliseconds(rule.interval) ?? interval;
    const holds: Holds = { for: milliseconds(rule.for) ?? 0, keepFiringFor: milliseconds(rule.keepFiringFor) ?? 0 };
    // What holds at the beginning began before it.
    const lead = this.#reachesBack ? whole(holds.for, every) + whole(holds.keepFiringFor, every) : 0;
    const evaluations = evaluationsIn(this.#from - lead, this.#given.now, every);
    const [first, ...later] = data;
    const known = first && this.#reachesBack ? [{ ...first, from: evaluations.first }, ...later] : data;
    const series = covered(await this.#given.history.range(expr, evaluations), known, step);
    return { firings: within(firings(alertsOf(series, rule.labels), holds, evaluations), this.#from) };
  }
}

/** At whole multiples of the interval, so that the same question asked again is about the same instants. */
const evaluationsIn = (from: number, to: number, interval: number): Evaluations => ({
  first: whole(from, interval),
  last: Math.floor(to / interval) * interval,
  interval,
});

function milliseconds(written: string | undefined): number | undefined {
  const length = written === undefined ? undefined : parseDuration(written);
  return length === undefined ? undefined : length * 1000;
}
