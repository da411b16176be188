import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "../../../app/feed/decode.ts";

const RECEIVED = 1_700_000_000_500;
const frame = (stream: string, data: unknown) => decode(JSON.stringify({ stream, data }), RECEIVED);

// The examples of binance-spot-api-docs, web-socket-streams.md, with the symbol of the stream.
const trade = {
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
const bookTicker = {
  u: 400900217,
  s: "BNBUSDT",
  b: "25.35190000",
  B: "31.21000000",
  a: "25.36520000",
  A: "40.66000000",
};
const miniTicker = {
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
const candle = {
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
const kline = { e: "kline", E: 1672515782136, s: "BNBBTC", k: candle };

describe("decoding a frame", () => {
  it("reads a trade", () => {
    expect(frame("bnbbtc@trade", trade)).toEqual({
      type: "event",
      event: {
        kind: "trade",
        market: "BNBBTC",
        receivedAt: RECEIVED,
        id: 12345,
        price: 0.001,
        quantity: 100,
        eventTime: 1672515782136,
      },
    });
  });

  it("reads a book ticker, which has no time of the exchange", () => {
    expect(frame("bnbusdt@bookTicker", bookTicker)).toEqual({
      type: "event",
      event: { kind: "bookTicker", market: "BNBUSDT", receivedAt: RECEIVED, bid: 25.3519, ask: 25.3652 },
    });
  });

  it("reads a mini ticker", () => {
    expect(frame("bnbbtc@miniTicker", miniTicker)).toEqual({
      type: "event",
      event: { kind: "miniTicker", market: "BNBBTC", receivedAt: RECEIVED, close: 0.0025, eventTime: 1672515782136 },
    });
  });

  it("reads a candle of any interval", () => {
    expect(frame("bnbbtc@kline_1m", kline)).toEqual({
      type: "event",
      event: {
        kind: "kline",
        market: "BNBBTC",
        receivedAt: RECEIVED,
        openTime: 1672515780000,
        open: 0.001,
        high: 0.0025,
        low: 0.0005,
        close: 0.002,
        volume: 1000,
        closed: false,
        eventTime: 1672515782136,
      },
    });
  });

  it("reads acknowledgements and errors", () => {
    expect(decode('{"result":null,"id":1}', RECEIVED)).toEqual({ type: "acknowledged", id: 1 });
    expect(decode('{"code":2,"msg":"Invalid request: x","id":7}', RECEIVED)).toEqual({
      type: "error",
      code: 2,
      message: "Invalid request: x",
      id: 7,
    });
    expect(decode('{"code":3,"msg":"Invalid JSON"}', RECEIVED)).toMatchObject({
      type: "error",
      code: 3,
      id: undefined,
    });
  });

  it("recognises the announcement of a shutdown", () => {
    expect(frame("!serverShutdown", { e: "serverShutdown", E: 1770123456789 })).toEqual({ type: "shutdown" });
  });

  it.each([
    ["a stream kind that we do not use", "bnbbtc@depth"],
    ["a kind that is a property of every object", "bnbbtc@constructor"],
    ["a stream without a kind", "nonsense"],
  ])("calls %s unknown", (_, stream) => {
    expect(frame(stream, trade)).toEqual({ type: "unknown" });
  });

  it.each([
    ["no JSON", '{"stream":'],
    ["an array", "[]"],
    ["no data", '{"stream":"bnbbtc@trade"}'],
    ["a price that is a number", JSON.stringify({ stream: "bnbbtc@trade", data: { ...trade, p: 0.001 } })],
    ["a price of zero", JSON.stringify({ stream: "bnbbtc@trade", data: { ...trade, p: "0.00" } })],
    ["a negative price", JSON.stringify({ stream: "bnbbtc@trade", data: { ...trade, p: "-1" } })],
    [
      "a price that a double cannot carry exactly",
      JSON.stringify({ stream: "bnbbtc@trade", data: { ...trade, p: "12345678.12345678" } }),
    ],
    ["a time that is text", JSON.stringify({ stream: "bnbbtc@trade", data: { ...trade, E: "now" } })],
    ["no symbol", JSON.stringify({ stream: "bnbbtc@trade", data: { ...trade, s: undefined } })],
    ["a bid above the ask", JSON.stringify({ stream: "bnbusdt@bookTicker", data: { ...bookTicker, b: "99" } })],
    [
      "a candle whose low is above its high",
      JSON.stringify({ stream: "b@kline_1s", data: { ...kline, k: { ...candle, l: "9" } } }),
    ],
    [
      "a candle without its closing mark",
      JSON.stringify({ stream: "b@kline_1s", data: { ...kline, k: { ...candle, x: undefined } } }),
    ],
  ])("calls %s malformed", (_, text) => {
    expect(decode(text, RECEIVED)).toEqual({ type: "malformed" });
  });

  it("calls every frame that was cut short malformed", () => {
    const text = JSON.stringify({ stream: "bnbbtc@trade", data: trade });
    for (let length = 0; length < text.length; length += 1)
      expect(decode(text.slice(0, length), RECEIVED)).toEqual({ type: "malformed" });
  });

  it("never throws, whatever the frame holds", () => {
    const types = ["event", "acknowledged", "error", "shutdown", "unknown", "malformed"];
    const streams = fc.constantFrom("b@trade", "b@bookTicker", "b@miniTicker", "b@kline_1s", "!serverShutdown", "x");
    fc.assert(
      fc.property(streams, fc.jsonValue(), (stream, data) => {
        expect(types).toContain(frame(stream, data).type);
        expect(types).toContain(decode(JSON.stringify(data), RECEIVED).type);
      }),
    );
  });

  it("carries every price of the exchange's precision exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 99_999_999 }), (whole, part) => {
        const p = `${whole}.${String(part).padStart(8, "0")}`;
        const read = frame("b@trade", { ...trade, p });
        expect(read).toMatchObject({ type: "event" });
        if (read.type === "event" && read.event.kind === "trade") expect(read.event.price.toFixed(8)).toBe(p);
      }),
    );
  });
});
