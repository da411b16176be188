import type { Candle } from "../engine/events.ts";
import type { Fill, Liquidity } from "../portfolio/fill.ts";
import { ONE, unitsText } from "../portfolio/units.ts";
import { numberArray, textArray } from "./array-literal.ts";

/** A fill as stored. */
export interface FillRow {
  /** Unique over restarts: the start of the run in milliseconds since the epoch, and the step within it. */
  readonly id: string;
  /** When it was made, milliseconds since the epoch. */
  readonly time: number;
  /** Liquidity is unknown of the fills of version 0.1, whose ledgers began anew at every start. */
  readonly fill: Omit<Fill, "liquidity"> & { readonly liquidity: Liquidity | undefined };
}

export interface CandleRow {
  readonly symbol: string;
  readonly candle: Candle;
}

/** A statement with one array a column: one round trip for any number of rows, and no limit on parameters. */
export interface Insert {
  readonly text: string;
  /** Array literals. */
  readonly values: readonly string[];
}

// ON CONFLICT makes a batch that is sent again, because its answer was lost, harmless.
const FILLS = `
INSERT INTO quantflow.trades (time, id, symbol, side, liquidity, quantity, price, fee)
SELECT to_timestamp(time / 1000.0), id, symbol, side, liquidity, quantity, price, fee
FROM unnest($1::float8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::numeric[], $7::numeric[], $8::numeric[])
  AS row (time, id, symbol, side, liquidity, quantity, price, fee)
ON CONFLICT DO NOTHING`;

const CANDLES = `
INSERT INTO quantflow.candles (time, symbol, open, high, low, close, volume)
SELECT to_timestamp(time / 1000.0), symbol, open, high, low, close, volume
FROM unnest($1::float8[], $2::text[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[])
  AS row (time, symbol, open, high, low, close, volume)
ON CONFLICT DO NOTHING`;

export const insertFills = (rows: readonly FillRow[]): Insert => ({
  text: FILLS,
  values: [
    numberArray(rows.map(({ time }) => time)),
    textArray(rows.map(({ id }) => id)),
    textArray(rows.map(({ fill }) => fill.asset)),
    textArray(rows.map(({ fill }) => fill.side)),
    textArray(rows.map(({ fill }) => fill.liquidity)),
    textArray(rows.map(({ fill }) => unitsText(fill.size))),
    textArray(rows.map(({ fill }) => unitsText(fill.price))),
    textArray(rows.map(({ fill }) => unitsText(fill.fee))),
  ],
});

/** Prices of candles are doubles in the database, exact again as Units below 2^51, which is 22 million. */
export const insertCandles = (rows: readonly CandleRow[]): Insert => ({
  text: CANDLES,
  values: [
    numberArray(rows.map(({ candle }) => candle.openTime)),
    textArray(rows.map(({ symbol }) => symbol)),
    numberArray(rows.map(({ candle }) => candle.open / ONE)),
    numberArray(rows.map(({ candle }) => candle.high / ONE)),
    numberArray(rows.map(({ candle }) => candle.low / ONE)),
    numberArray(rows.map(({ candle }) => candle.close / ONE)),
    numberArray(rows.map(({ candle }) => candle.volume)),
  ],
});
