/** No trade is lost: what the application counted is in the database, and the ledger is what the stored fills make. */
import type { Stage } from "./stage.ts";

const STORED = "SELECT count(*) FROM quantflow.trades";
/** Fees are in the quote currency; the ledger starts with 100,000. */
const CASH = `SELECT 100000 + coalesce(sum(CASE side WHEN 'sell' THEN quantity * price - fee ELSE -quantity * price - fee END), 0) FROM quantflow.trades`;
/** Each fill is rounded to 1e-8 in the ledger, and not in the sum of the database. */
const TOLERANCE = 1e-4;

export interface Ledger {
  /** Fills in the database. */
  readonly stored: number;
  /** Fills that the running application has counted since it started. */
  readonly counted: number;
  /** When that was, in milliseconds since the epoch. */
  readonly at: number;
}

export const ledgerOf = async (stage: Stage): Promise<Ledger> => ({
  counted: await countedBy(stage),
  stored: Number(await stage.sql(STORED)),
  at: stage.now(),
});

const countedBy = async (stage: Stage): Promise<number> => {
  const [sample] = await stage.query("sum(quantflow_trades_total)");
  return sample?.value ?? 0;
};

/** What is wrong now, in words; empty when every fill is accounted for. */
export async function missingSince(before: Ledger, stage: Stage): Promise<readonly string[]> {
  const stored = Number(await stage.sql(STORED));
  const counted = await countedSince(before, stage);
  const [made, cash] = [Number(await stage.sql(CASH)), await stage.cash()];
  return [
    ...(stored - before.stored < counted
      ? [`${counted} fills were counted, ${stored - before.stored} are in the database`]
      : []),
    ...(Math.abs(made - cash) > TOLERANCE ? [`the ledger has ${cash}, the stored fills make ${made}`] : []),
  ];
}

/** Fills that were counted since; those that a process counted after its last scrape are not among them. */
async function countedSince(before: Ledger, stage: Stage): Promise<number> {
  const seconds = Math.max(1, Math.ceil((stage.now() - before.at) / 1000));
  const [most] = await stage.query(`max_over_time(sum(quantflow_trades_total)[${seconds}s:1s])`);
  const restarts = await stage.query(`max(changes(process_start_time_seconds{job="quantflow"}[${seconds}s]))`);
  const now = await countedBy(stage);
  const restarted = (restarts[0]?.value ?? 0) > 0;
  return restarted ? Math.max(0, (most?.value ?? 0) - before.counted) + now : now - before.counted;
}
