import type { Instrument } from "../engine/instrument.ts";

/** The streams of an instrument, by Binance's names; `kline_1s` closes a candle every second. */
const SUFFIXES = ["trade", "bookTicker", "miniTicker", "kline_1s"] as const;

export const streamNames = (instruments: readonly Instrument[]): readonly string[] =>
  instruments.flatMap(({ market }) => SUFFIXES.map((suffix) => `${market.toLowerCase()}@${suffix}`));
