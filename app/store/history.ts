import { type Candles, emptyCandles } from "../backtest/candles.ts";
import { MOST_STORED_CANDLES } from "../backtest/request.ts";
import { ONE, parseUnits } from "../portfolio/units.ts";
import type { Database } from "./postgres.ts";
import { CANDLE_TABLES, type Interval } from "./rollup.ts";
import type { FillRow } from "./rows.ts";

/** Read at once: few enough that no page holds the event loop. */
const PAGE_ROWS = 2_000;
const COLUMNS = ["openTime", "open", "high", "low", "close", "volume"] as const;
const EPOCH_MS = "(extract(epoch FROM time) * 1000)::float8";
const timeOf = (parameter: string) => `to_timestamp(${parameter}::float8 / 1000)`;

interface StoredFill {
  readonly id: string;
  readonly time: number;
  readonly symbol: string;
  readonly side: "buy" | "sell";
  readonly liquidity: "maker" | "taker";
  readonly quantity: string;
  readonly price: string;
  readonly fee: string;
}

// The fills of version 0.1 belong to no ledger that goes on: each of its starts began with the starting cash.
const FILLS = `
SELECT id, ${EPOCH_MS} AS time, symbol, side, liquidity, quantity, price, fee
FROM quantflow.trades WHERE liquidity IS NOT NULL`;

interface StoredCandle {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

const fillRow = ({ id, time, symbol: asset, side, liquidity, quantity, price, fee }: StoredFill): FillRow => ({
  id,
  time,
  fill: { asset, side, liquidity, size: parseUnits(quantity), price: parseUnits(price), fee: parseUnits(fee) },
});

/** Every fill in the database that a ledger is made of, in no order. */
export const storedFills = async (database: Pick<Database, "query">): Promise<readonly FillRow[]> =>
  (await database.query<StoredFill>(FILLS)).map(fillRow);

/** Run and step of an id, which is in the order of making. */
const madeAt = (id: string): readonly number[] => id.split("-").map(Number);

/** Fills in the order of making, each once. */
export function inOrder(fills: readonly FillRow[]): readonly FillRow[] {
  const byId = [...new Map(fills.map((fill) => [fill.id, fill])).values()];
  const keyed = byId.map((fill) => ({ fill, at: madeAt(fill.id) }));
  const [RUN, STEP] = [0, 1];
  return keyed
    .sort((a, b) => (a.at[RUN] ?? 0) - (b.at[RUN] ?? 0) || (a.at[STEP] ?? 0) - (b.at[STEP] ?? 0))
    .map(({ fill }) => fill);
}

/** A symbol's rows from `fromMs` up to, not including, `toMs`, milliseconds since the epoch. */
export interface Span {
  readonly symbol: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Candles that opened in the span, prices in Units, oldest first; of more than MOST_STORED_CANDLES only some more than
 * those. Rejects with the signal's reason once it is aborted.
 */
export async function storedCandles(
  database: Pick<Database, "query">,
  { symbol, fromMs, toMs }: Span,
  interval: Interval,
  signal: AbortSignal,
): Promise<Candles> {
  const page = `
SELECT ${EPOCH_MS} AS time, open, high, low, close, volume FROM ${CANDLE_TABLES[interval]}
WHERE symbol = $1 AND time >= ${timeOf("$2")} AND time < ${timeOf("$3")} ORDER BY time LIMIT ${PAGE_ROWS}`;
  const pages: Candles[] = [];
  let candles = 0;
  for (let from = fromMs; from < toMs && candles <= MOST_STORED_CANDLES; ) {
    signal.throwIfAborted();
    const rows = await database.query<StoredCandle>(page, [symbol, from, toMs]);
    pages.push(columnsOf(rows));
    candles += rows.length;
    from = rows.length < PAGE_ROWS ? toMs : (rows.at(-1)?.time ?? toMs) + 1;
  }
  return joined(pages, candles);
}

/** A page by column: small beside its rows, which are let go. */
function columnsOf(rows: readonly StoredCandle[]): Candles {
  const candles = emptyCandles(rows.length);
  for (const [index, row] of rows.entries()) {
    candles.openTime[index] = row.time;
    candles.volume[index] = row.volume;
    for (const price of ["open", "high", "low", "close"] as const) candles[price][index] = Math.round(row[price] * ONE);
  }
  return candles;
}

function joined(pages: readonly Candles[], length: number): Candles {
  const candles = emptyCandles(length);
  let at = 0;
  for (const page of pages) {
    for (const column of COLUMNS) candles[column].set(page[column], at);
    at += page.openTime.length;
  }
  return candles;
}

/** How many trades are stored of the span. */
export async function storedTicks(database: Pick<Database, "query">, { symbol, fromMs, toMs }: Span): Promise<number> {
  const [row] = await database.query<{ ticks: number }>(
    `SELECT count(*)::float8 AS ticks FROM quantflow.ticks
     WHERE symbol = $1 AND time >= ${timeOf("$2")} AND time < ${timeOf("$3")}`,
    [symbol, fromMs, toMs],
  );
  return row?.ticks ?? 0;
}
