import type { Candle } from "../engine/events.ts";
import type { Fill } from "../portfolio/portfolio.ts";

/** A fill as stored. */
export interface TradeRow {
  readonly kind: "trade";
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Unique over restarts. */
  readonly id: string;
  readonly fill: Fill;
}

export interface CandleRow {
  readonly kind: "candle";
  readonly symbol: string;
  readonly candle: Candle;
}

export type Row = TradeRow | CandleRow;

/** A statement with one array a column: one round trip for any number of rows, and no limit on parameters. */
export interface Insert {
  readonly text: string;
  readonly values: readonly (readonly (string | number)[])[];
}

// ON CONFLICT makes a batch that is sent again, because its answer was lost, harmless.
const TRADES = `
INSERT INTO quantflow.trades (time, id, symbol, side, quantity, price, fee)
SELECT to_timestamp(time / 1000.0), id, symbol, side, quantity, price, fee
FROM unnest($1::float8[], $2::text[], $3::text[], $4::text[], $5::numeric[], $6::numeric[], $7::numeric[])
  AS row (time, id, symbol, side, quantity, price, fee)
ON CONFLICT DO NOTHING`;

const CANDLES = `
INSERT INTO quantflow.candles (time, symbol, open, high, low, close, volume)
SELECT to_timestamp(time / 1000.0), symbol, open, high, low, close, volume
FROM unnest($1::float8[], $2::text[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[])
  AS row (time, symbol, open, high, low, close, volume)
ON CONFLICT DO NOTHING`;

const insertTrades = (rows: readonly TradeRow[]): Insert => ({
  text: TRADES,
  values: [
    rows.map(({ time }) => time),
    rows.map(({ id }) => id),
    rows.map(({ fill }) => fill.asset),
    rows.map(({ fill }) => fill.side),
    rows.map(({ fill }) => fill.quantity.toFixed()),
    rows.map(({ fill }) => fill.price.toFixed()),
    rows.map(({ fill }) => fill.fee.toFixed()),
  ],
});

const insertCandles = (rows: readonly CandleRow[]): Insert => ({
  text: CANDLES,
  values: [
    rows.map(({ candle }) => candle.openTime),
    rows.map(({ symbol }) => symbol),
    rows.map(({ candle }) => candle.open),
    rows.map(({ candle }) => candle.high),
    rows.map(({ candle }) => candle.low),
    rows.map(({ candle }) => candle.close),
    rows.map(({ candle }) => candle.volume),
  ],
});

/** The statements that store rows, none for a kind that is absent. */
export function inserts(rows: readonly Row[]): readonly Insert[] {
  const trades = rows.filter((row) => row.kind === "trade");
  const candles = rows.filter((row) => row.kind === "candle");
  return [
    ...(trades.length > 0 ? [insertTrades(trades)] : []),
    ...(candles.length > 0 ? [insertCandles(candles)] : []),
  ];
}
