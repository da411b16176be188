/** What is traded: `BTCUSDT` is BTC priced in USDT. */
export interface Instrument {
  readonly market: string;
  readonly base: string;
  readonly quote: string;
}

export const QUOTE = "USDT";

/** `BTCUSDT` as an instrument; undefined when it is not upper case or not quoted in USDT. */
export function parseInstrument(market: string): Instrument | undefined {
  const base = /^([A-Z0-9]{1,15})USDT$/.exec(market)?.[1];
  return base === undefined ? undefined : { market, base, quote: QUOTE };
}
