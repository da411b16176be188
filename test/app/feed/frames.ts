import fc from "fast-check";

/** The examples of binance-spot-api-docs, web-socket-streams.md, with the symbol of the stream. */
export const trade = {
  e: "trade",
  E: 1672515782136,
  s: "BNBBTC",
  t: 12345,
  p: "0.001",
  q: "100",
  T: 1672515782136,
  m: true,
  M: true,
};
export const bookTicker = {
  u: 400900217,
  s: "BNBUSDT",
  b: "25.35190000",
  B: "31.21000000",
  a: "25.36520000",
  A: "40.66000000",
};
export const miniTicker = {
  e: "24hrMiniTicker",
  E: 1672515782136,
  s: "BNBBTC",
  c: "0.0025",
  o: "0.0010",
  h: "0.0025",
  l: "0.0010",
  v: "10000",
  q: "18",
};
export const candle = {
  t: 1672515780000,
  T: 1672515839999,
  s: "BNBBTC",
  i: "1m",
  f: 100,
  L: 200,
  o: "0.0010",
  c: "0.0020",
  h: "0.0025",
  l: "0.0005",
  v: "1000",
  n: 100,
  x: false,
  q: "1.0000",
};
export const kline = { e: "kline", E: 1672515782136, s: "BNBBTC", k: candle };

/** A frame of the combined streams, as bytes. */
export const frameOf = (stream: string, data: unknown): Buffer => Buffer.from(JSON.stringify({ stream, data }));

export const tradeFrame = frameOf("bnbbtc@trade", trade);
export const bookTickerFrame = frameOf("bnbusdt@bookTicker", bookTicker);
export const everyKind: readonly Buffer[] = [
  tradeFrame,
  bookTickerFrame,
  frameOf("bnbbtc@miniTicker", miniTicker),
  frameOf("bnbbtc@kline_1m", kline),
];

const symbol = fc.stringMatching(/^[A-Z0-9]{1,16}$/);
const wholeNumber = fc.maxSafeNat();
/** Decimal texts from the smallest price to more digits than a double has. */
export const decimalText = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.stringMatching(/^\d{0,10}$/))
  .map(([whole, fraction]) => (fraction === "" ? `${whole}` : `${whole}.${fraction}`));
/** With Binance's eight decimals. */
const priceText = fc
  .tuple(fc.nat(9_999_999), fc.nat(99_999_999))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(8, "0")}`);
const anyDecimal = fc.oneof({ weight: 4, arbitrary: priceText }, decimalText);

const trades = fc
  .record({ E: wholeNumber, s: symbol, t: wholeNumber, p: anyDecimal, q: anyDecimal, T: wholeNumber, m: fc.boolean() })
  .map((fields) => frameOf(`${fields.s.toLowerCase()}@trade`, { e: "trade", ...fields, M: true }));
const bookTickers = fc
  .record({ u: wholeNumber, s: symbol, b: anyDecimal, B: anyDecimal, a: anyDecimal, A: anyDecimal })
  .map((fields) => frameOf(`${fields.s.toLowerCase()}@bookTicker`, fields));

/** Trades and book tickers as Binance writes them, prices and quantities of any size. */
export const validFrame = fc.oneof(trades, bookTickers);
