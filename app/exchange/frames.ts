/** Market data by Binance's field names. Source: binance-spot-api-docs, web-socket-streams.md. */

/** Kinds of stream that are simulated; a kline's interval is part of its stream's name. */
export type StreamKind = "trade" | "bookTicker" | "miniTicker" | "kline";

export interface MarketFrame {
  /** `btcusdt@trade`, `btcusdt@kline_1s`. */
  readonly stream: string;
  readonly kind: StreamKind;
  readonly data: Readonly<Record<string, unknown>>;
}

const TICKS_PER_UNIT = 100;

/** A price in ticks of 0.01, as text with Binance's eight decimals. */
export const priceText = (ticks: number): string =>
  `${Math.floor(ticks / TICKS_PER_UNIT)}.${String(ticks % TICKS_PER_UNIT).padStart(2, "0")}000000`;

/** A quantity in steps of 0.00001, as text with eight decimals. */
export const quantityText = (steps: number): string =>
  `${Math.floor(steps / 100_000)}.${String(steps % 100_000).padStart(5, "0")}000`;

/** A sum of ticks times steps, in units of 0.0000001, as text with eight decimals. */
export const turnoverText = (units: bigint): string =>
  `${units / 10_000_000n}.${String(units % 10_000_000n).padStart(7, "0")}0`;
