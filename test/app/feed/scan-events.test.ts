import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, decodeJson } from "../../../app/feed/decode.ts";
import { scanEvent } from "../../../app/feed/scan-events.ts";
import { bookTicker, bookTickerFrame, everyKind, frameOf, trade, tradeFrame, validFrame } from "./frames.ts";

const RECEIVED = 1_700_000_000_500;
const FRAMES = [
  ["trade", tradeFrame],
  ["book ticker", bookTickerFrame],
] as const;

/** The fast path is right when it either says what JSON.parse says or leaves the frame to it. */
function expectAgreement(frame: Buffer): void {
  const event = scanEvent(frame, RECEIVED);
  if (event !== undefined) expect({ type: "event", event }).toStrictEqual(decodeJson(frame, RECEIVED));
  expect(decode(frame, RECEIVED)).toStrictEqual(decodeJson(frame, RECEIVED));
}

const spliced = (frame: Buffer, at: number, removed: number, inserted: Buffer): Buffer =>
  Buffer.concat([frame.subarray(0, at), inserted, frame.subarray(at + removed)]);
const somewhere = (frame: Buffer, fraction: number): number => Math.floor(fraction * (frame.length + 1));
const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("the fast path", () => {
  it.each(FRAMES)("reads a %s exactly as Binance sends it", (_, frame) => {
    expect({ type: "event", event: scanEvent(frame, RECEIVED) }).toStrictEqual(decodeJson(frame, RECEIVED));
  });

  it("reads prices of eight decimals and quantities of many digits", () => {
    const fields = { ...trade, p: "64000.12345678", q: "1234567890.00000000" };
    expect(scanEvent(frameOf("btcusdt@trade", fields), RECEIVED)).toMatchObject({
      price: 6_400_012_345_678,
      quantity: 1_234_567_890,
    });
  });

  it("leaves the kinds that come once a second to JSON.parse", () => {
    expect(everyKind.map((frame) => scanEvent(frame, RECEIVED)?.kind)).toEqual([
      "trade",
      "bookTicker",
      undefined,
      undefined,
    ]);
  });

  it("agrees with JSON.parse on valid frames of any numbers", () => {
    fc.assert(fc.property(validFrame, expectAgreement), { numRuns: 2_000 });
  });

  it.each(FRAMES)("agrees with JSON.parse on a %s with any single bit flipped", (_, frame) => {
    for (let bit = 0; bit < frame.length * 8; bit += 1) {
      const flipped = Buffer.from(frame);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      expectAgreement(flipped);
    }
  });

  it.each(FRAMES)("declines a %s that is cut anywhere, or goes on after its end", (_, frame) => {
    for (let length = 0; length < frame.length; length += 1)
      expect(scanEvent(frame.subarray(0, length), RECEIVED)).toBeUndefined();
    expect(scanEvent(Buffer.concat([frame, Buffer.from("}")]), RECEIVED)).toBeUndefined();
  });

  it.each(FRAMES)("declines a %s with white space anywhere, and agrees on it", (_, frame) => {
    for (let at = 0; at <= frame.length; at += 1) {
      const spaced = spliced(frame, at, 0, Buffer.from(" "));
      expect(scanEvent(spaced, RECEIVED)).toBeUndefined();
      expectAgreement(spaced);
    }
  });

  it("agrees with JSON.parse on frames with bytes put in, taken out and replaced", () => {
    const mutation = fc.record({ at: fraction, removed: fc.nat(3), inserted: fc.uint8Array({ maxLength: 3 }) });
    fc.assert(
      fc.property(validFrame, fc.array(mutation, { minLength: 1, maxLength: 3 }), (frame, mutations) => {
        const mutated = mutations.reduce(
          (bytes, { at, removed, inserted }) => spliced(bytes, somewhere(bytes, at), removed, Buffer.from(inserted)),
          frame,
        );
        expectAgreement(mutated);
      }),
      { numRuns: 2_000 },
    );
  });

  it("agrees with JSON.parse on frames with digits, signs and points put in", () => {
    const piece = fc.constantFrom(
      "0",
      "00",
      "9",
      "-",
      "+",
      ".",
      "e9",
      "e400",
      "NaN",
      "null",
      '"',
      "\\u0031",
      ",",
      "9".repeat(20),
    );
    fc.assert(
      fc.property(validFrame, fraction, fc.nat(4), piece, (frame, at, removed, inserted) =>
        expectAgreement(spliced(frame, somewhere(frame, at), removed, Buffer.from(inserted))),
      ),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ["trade", trade],
    ["bookTicker", bookTicker],
  ])("declines a %s with its keys in another order, twice, or with one more", (kind, fields) => {
    const stream = `bnbbtc@${kind}`;
    const entries = Object.entries(fields);
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        const frame = frameOf(stream, Object.fromEntries(shuffled));
        expect(scanEvent(frame, RECEIVED) !== undefined).toBe(JSON.stringify(shuffled) === JSON.stringify(entries));
        expectAgreement(frame);
      }),
    );
    for (const [key, value] of entries) {
      const text = String(frameOf(stream, fields));
      const pair = `"${key}":${JSON.stringify(value)}`;
      for (const more of [`${pair},${pair}`, `${pair},"x":1`]) {
        const frame = Buffer.from(text.replace(pair, more));
        expect(scanEvent(frame, RECEIVED)).toBeUndefined();
        expectAgreement(frame);
      }
    }
  });

  it.each(["NaN", "-1", "1e400", "1e-8", "", " 1", "1.", ".1", "01.10", "0x10", "1_0", "Infinity", "９"])(
    "agrees with JSON.parse on a price and a quantity of %j",
    (odd) => {
      for (const key of ["p", "q"]) expectAgreement(frameOf("b@trade", { ...trade, [key]: odd }));
      for (const key of ["b", "B", "a", "A"]) expectAgreement(frameOf("b@bookTicker", { ...bookTicker, [key]: odd }));
    },
  );

  it("gives a name of its own to each market, though thousands share its table", () => {
    for (let round = 0; round < 2; round += 1)
      for (let index = 0; index < 5_000; index += 1) {
        const s = `M${index}USDT`;
        expect(scanEvent(frameOf(`${s.toLowerCase()}@trade`, { ...trade, s }), RECEIVED)?.market).toBe(s);
      }
  });

  it("goes on after a frame that it declined", () => {
    expect(scanEvent(Buffer.from("{"), RECEIVED)).toBeUndefined();
    expect(scanEvent(tradeFrame, RECEIVED)).toMatchObject({ kind: "trade", market: "BNBBTC" });
  });
});
