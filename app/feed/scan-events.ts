import type { BookTicker, Trade } from "../engine/events.ts";
import { Scan } from "./scan.ts";

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");

const STREAM = bytes('{"stream":"');
const TRADE = bytes('@trade","data":{"e":"trade","E":');
const BOOK_TICKER = bytes('@bookTicker","data":{"u":');
const [TRUE, FALSE] = [bytes("true"), bytes("false")];
/** What stands between a value and the next; `"` ends a text before it. */
const AFTER = {
  s: bytes(',"s":"'),
  t: bytes('","t":'),
  p: bytes(',"p":"'),
  q: bytes('","q":"'),
  T: bytes('","T":'),
  m: bytes(',"m":'),
  M: bytes(',"M":'),
  b: bytes('","b":"'),
  B: bytes('","B":"'),
  a: bytes('","a":"'),
  A: bytes('","A":"'),
};
const END = bytes("}}");
const END_OF_TEXT = bytes('"}}');
const [T_OF_TRADE, B_OF_BOOK_TICKER] = [TRADE[1], BOOK_TICKER[1]];

const scan = new Scan();

/**
 * A trade or a book ticker, which are nearly all frames, read from exactly the bytes that Binance sends. Undefined when
 * a single byte differs, whatever that means: JSON.parse has the last word. Never throws.
 */
export function scanEvent(frame: Buffer, receivedAt: number): Trade | BookTicker | undefined {
  scan.start(frame);
  scan.text(STREAM);
  scan.stream();
  const kind = frame[scan.position + 1];
  if (kind === T_OF_TRADE) return trade(receivedAt);
  return kind === B_OF_BOOK_TICKER ? bookTicker(receivedAt) : undefined;
}

function trade(receivedAt: number): Trade | undefined {
  scan.text(TRADE);
  const eventTime = scan.whole();
  scan.text(AFTER.s);
  const market = scan.market();
  scan.text(AFTER.t);
  const id = scan.whole();
  scan.text(AFTER.p);
  const price = scan.price();
  scan.text(AFTER.q);
  const quantity = scan.quantity();
  scan.text(AFTER.T);
  const tradeTime = scan.whole();
  scan.text(AFTER.m);
  scan.flag(TRUE, FALSE);
  scan.text(AFTER.M);
  scan.flag(TRUE, FALSE);
  scan.text(END);
  return scan.atEnd ? { kind: "trade", market, receivedAt, id, price, quantity, eventTime, tradeTime } : undefined;
}

function bookTicker(receivedAt: number): BookTicker | undefined {
  scan.text(BOOK_TICKER);
  scan.whole();
  scan.text(AFTER.s);
  const market = scan.market();
  scan.text(AFTER.b);
  const bid = scan.price();
  scan.text(AFTER.B);
  scan.quantity();
  scan.text(AFTER.a);
  const ask = scan.price();
  scan.text(AFTER.A);
  scan.quantity();
  scan.text(END_OF_TEXT);
  return scan.atEnd && bid <= ask ? { kind: "bookTicker", market, receivedAt, bid, ask } : undefined;
}
