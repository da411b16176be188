import { NotTold, time } from "../../lib/alerting/backtest/index.ts";
import type { Further } from "../../lib/alerting/rules/difference.ts";
import type { Context } from "../command.ts";
import { CliError, throwIfInterrupted } from "../errors.ts";
import { tracked } from "../terminal/progress.ts";
import { backtest } from "./backtest.ts";
import { historyAt } from "./backtest-history.ts";
import type { BacktestAsked } from "./backtest-options.ts";

/** What can be said of changed alerts, and what has to be said where it cannot. */
export interface Backtested {
  readonly further?: Further;
  readonly cautions: readonly string[];
}

type Needs = Pick<Context, "now" | "progress" | "signal">;

/** Does work that tells of alerts by what a Prometheus remembers, where one is asked. That it does not answer is told. */
export async function withBacktest<T>(
  { now, progress, signal }: Needs,
  asked: BacktestAsked | undefined,
  work: (backtested: Backtested) => Promise<T>,
): Promise<T> {
  if (asked === undefined) return work({ cautions: [] });
  return tracked(progress, `Asking Prometheus about the last ${time(asked.since)}`, async ({ note }) => {
    const history = historyAt(asked, signal);
    const given = { history, now: now(), since: asked.since, clock: now, note };
    const backtested = await backtest(given).then((further) => ({ further, cautions: [] }), untold);
    const done = await work(backtested);
    throwIfInterrupted(signal);
    return done;
  });
}

/** A review without it is still worth reading. */
function untold(error: unknown): Backtested {
  const isTold = error instanceof NotTold || (error instanceof CliError && error.code !== "interrupted");
  if (!isTold) throw error;
  const remedy = error instanceof CliError ? `. ${error.remedy}` : "";
  return { cautions: [`when changed alerts would have fired is not told: ${error.message}${remedy}`] };
}
