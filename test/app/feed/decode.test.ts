import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "../../../app/feed/decode.ts";
import { ONE, unitsText } from "../../../app/portfolio/units.ts";
import { bookTicker, candle, everyKind, frameOf, kline, miniTicker, trade } from "./frames.ts";

const RECEIVED = 1_700_000_000_500;
const frame = (stream: string, data: unknown) => decode(frameOf(stream, data), RECEIVED);
const text = (frame: string) => decode(Buffer.from(frame), RECEIVED);

describe("decoding a frame", () => {
  it("reads a trade", () => {
    expect(frame("bnbbtc@trade", trade)).toEqual({
      type: "event",
      event: {
        kind: "trade",
        market: "BNBBTC",
        receivedAt: RECEIVED,
        id: 12345,
        price: 0.001 * ONE,
        quantity: 100,
        eventTime: 1672515782136,
        tradeTime: 1672515782136,
      },
    });
  });

  it("reads a book ticker, which has no time of the exchange", () => {
    expect(frame("bnbusdt@bookTicker", bookTicker)).toEqual({
      type: "event",
      event: { kind: "bookTicker", market: "BNBUSDT", receivedAt: RECEIVED, bid: 2_535_190_000, ask: 2_536_520_000 },
    });
  });

  it("reads a mini ticker", () => {
    expect(frame("bnbbtc@miniTicker", miniTicker)).toEqual({
      type: "event",
      event: { kind: "miniTicker", market: "BNBBTC", receivedAt: RECEIVED, close: 250_000, eventTime: 1672515782136 },
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
        open: 100_000,
        high: 250_000,
        low: 50_000,
        close: 200_000,
        volume: 1000,
        closed: false,
        eventTime: 1672515782136,
      },
    });
  });

  it("reads acknowledgements and errors", () => {
    expect(text('{"result":null,"id":1}')).toEqual({ type: "acknowledged", id: 1 });
    expect(text('{"code":2,"msg":"Invalid request: x","id":7}')).toEqual({
      type: "error",
      code: 2,
      message: "Invalid request: x",
      id: 7,
    });
    expect(text('{"code":3,"msg":"Invalid JSON"}')).toMatchObject({ type: "error", code: 3, id: undefined });
  });

  it("cuts an error's message that nobody could read", () => {
    expect(text(JSON.stringify({ code: 1, msg: "x".repeat(10_000) }))).toMatchObject({ message: "x".repeat(500) });
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
    ["a price that is a number", { p: 0.001 }],
    ["a price of zero", { p: "0.00" }],
    ["a negative price", { p: "-1" }],
    ["a price that is not a number", { p: "NaN" }],
    ["a price beyond all doubles", { p: "1e400" }],
    ["a price with a sign", { p: "+1" }],
    ["a price that no unit carries", { p: "0.000000001" }],
    ["a price above 2^53 units", { p: "90071992.54740992" }],
    ["a quantity beyond all doubles", { q: "9".repeat(400) }],
    ["a negative quantity", { q: "-1" }],
    ["a time that is text", { E: "now" }],
    ["a time with a fraction", { T: 1.5 }],
    ["an id that a double cannot carry", { t: 2 ** 53 }],
    ["no time of the trade", { T: undefined }],
    ["no symbol", { s: undefined }],
  ])("calls a trade with %s malformed", (_, wrong) => {
    expect(frame("bnbbtc@trade", { ...trade, ...wrong })).toEqual({ type: "malformed" });
  });

  it.each([
    ["no JSON", '{"stream":'],
    ["nothing", ""],
    ["an array", "[]"],
    ["no data", '{"stream":"bnbbtc@trade"}'],
    ["a bid above the ask", JSON.stringify({ stream: "bnbusdt@bookTicker", data: { ...bookTicker, b: "99" } })],
    [
      "a candle whose low is above its high",
      JSON.stringify({ stream: "b@kline_1s", data: { ...kline, k: { ...candle, l: "9" } } }),
    ],
    [
      "a candle without its closing mark",
      JSON.stringify({ stream: "b@kline_1s", data: { ...kline, k: { ...candle, x: undefined } } }),
    ],
  ])("calls %s malformed", (_, malformed) => {
    expect(text(malformed)).toEqual({ type: "malformed" });
  });

  it.each(everyKind.map((bytes) => [String(bytes)]))("calls %s malformed wherever it is cut", (whole) => {
    for (let length = 0; length < whole.length; length += 1)
      expect(text(whole.slice(0, length))).toEqual({ type: "malformed" });
  });

  it("carries every price of the exchange's precision exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 99_999_999 }), (whole, part) => {
        const p = `${whole}.${String(part).padStart(8, "0")}`;
        const read = frame("b@trade", { ...trade, p });
        if (read.type !== "event" || read.event.kind !== "trade") throw new Error(`a trade at ${p} was ${read.type}`);
        expect(unitsText(read.event.price)).toBe(p.replace(/\.?0+$/, ""));
      }),
    );
  });
});

describe("the decoder never throws", () => {
  const types = ["event", "acknowledged", "error", "shutdown", "unknown", "malformed"];

  it("whatever JSON it is given", () => {
    const streams = fc.constantFrom("b@trade", "b@bookTicker", "b@miniTicker", "b@kline_1s", "!serverShutdown", "x");
    fc.assert(
      fc.property(streams, fc.jsonValue(), (stream, data) => {
        expect(types).toContain(frame(stream, data).type);
        expect(types).toContain(text(JSON.stringify(data)).type);
      }),
    );
  });

  it("whatever bytes it is given", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(types).toContain(decode(Buffer.from(bytes), RECEIVED).type);
      }),
    );
  });

  it("when an error's message is an object that cannot be text", () => {
    expect(text('{"code":1,"msg":{"toString":1,"valueOf":1}}')).toMatchObject({ type: "error", code: 1 });
  });

  it("when 5 MB are nested as deep as they can be", () => {
    const depth = 2.5e6;
    expect(text("[".repeat(depth) + "]".repeat(depth))).toEqual({ type: "malformed" });
    expect(text(`{"code":1,"msg":${"[".repeat(depth)}${"]".repeat(depth)}}`).type).toMatch(/malformed|error/);
  });

  it("when a text or a number is 5 MB long", () => {
    const long = "9".repeat(5e6);
    for (const wrong of [{ p: long }, { q: long }, { s: long, p: "x" }, { x: long, E: -1 }])
      expect(frame("b@trade", { ...trade, ...wrong })).toEqual({ type: "malformed" });
    expect(text(`{"stream":"b@trade","data":{"e":"trade","E":${long}`)).toEqual({ type: "malformed" });
    expect(text(`{"stream":"${"a".repeat(5e6)}@trade"`)).toEqual({ type: "malformed" });
  });
});
