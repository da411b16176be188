/** No trade is lost: what the application counted is in the database, and the ledger is what the stored fills make. */
import { isDeepStrictEqual } from "node:util";
import { neverStill } from "./errors.ts";
import type { Stage } from "./stage.ts";

const STORED = "SELECT count(*) FROM quantflow.trades";
/** Fees are in the quote currency; the ledger starts with 100,000. */
const CASH = `SELECT 100000 + coalesce(sum(CASE side WHEN 'sell' THEN quantity * price - fee ELSE -quantity * price - fee END), 0) FROM quantflow.trades`;
/** Each fill is rounded to 1e-8 in the ledger, and not in the sum of the database. */
const TOLERANCE = 1e-4;
const COUNTED = "sum(quantflow_trades_total)";
/** How often it is looked for a scrape during which nobody trades. */
const LOOKS = 40;

export interface Ledger {
  /** Fills in the database. */
  readonly stored: number;
  /** Fills that the running application has counted since it started. */
  readonly counted: number;
  /** When that was, in milliseconds since the epoch. */
  readonly at: number;
}

/** Both counts at a time when neither moved over a scrape: one is as old as the last of these. Fails without any. */
export async function ledgerOf(stage: Stage): Promise<Ledger> {
  const scraped = 1000 * (stage.model.environment.interval.value + 1);
  let before = await countsOf(stage);
  for (let look = 0; look < LOOKS; look += 1) {
    await stage.pause(scraped);
    const now = await countsOf(stage);
    if (isDeepStrictEqual(now, before)) return { ...now, at: stage.now() };
    before = now;
  }
  throw neverStill((LOOKS * scraped) / 1000);
}

const countsOf = async (stage: Stage): Promise<Omit<Ledger, "at">> => {
  const [sample] = await stage.query(COUNTED);
  return { counted: sample?.value ?? 0, stored: Number(await stage.sql(STORED)) };
};

/** What is wrong now, in words; empty when every fill is accounted for. */
export async function missingSince(before: Ledger, stage: Stage): Promise<readonly string[]> {
  const { stored } = await ledgerOf(stage);
  const counted = await countedSince(before, stage);
  const [made, cash] = [Number(await stage.sql(CASH)), await stage.cash()];
  return [
    ...(stored - before.stored < counted
      ? [`${counted} fills were counted, ${stored - before.stored} are in the database`]
      : []),
    ...(Math.abs(made - cash) > TOLERANCE ? [`the ledger has ${cash}, the stored fills make ${made}`] : []),
  ];
}

/** Fills that were counted since, by every process; those that one counted after its last scrape are not among them. */
async function countedSince(before: Ledger, stage: Stage): Promise<number> {
  const seconds = Math.max(1, Math.ceil((stage.now() - before.at) / 1000));
  return counted([before.counted, ...(await stage.values(`${COUNTED}[${seconds}s:1s]`))]);
}

/** What a counter has counted in all; it begins anew where its process does. */
export const counted = (values: readonly number[]): number =>
  values.slice(1).reduce((sum, value, index) => sum + risen(values[index] ?? 0, value), 0);

const risen = (before: number, now: number): number => (now < before ? now : now - before);
