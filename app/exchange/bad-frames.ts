/** Frames that no client should fall over, by what is wrong with them. */
export const BAD_FRAMES = [
  "huge",
  "truncated",
  "unknown",
  "wrong-types",
  "bad-price",
  "no-json",
  "empty",
  "stray-error",
  "stray-answer",
] as const;
export type BadFrame = (typeof BAD_FRAMES)[number];

/** More than the 4 MiB that a client takes. */
const HUGE_BYTES = 5_000_000;

/** The text of a bad frame, sent at `now`, milliseconds since the epoch. */
export function badFrame(frame: BadFrame, now: number): string {
  switch (frame) {
    case "huge":
      return JSON.stringify({ stream: "btcusdt@trade", data: { e: "trade", E: now, padding: "x".repeat(HUGE_BYTES) } });
    case "truncated":
      return '{"stream":"btcusdt@trade","data":{"e":"trade","E":17';
    case "unknown":
      return JSON.stringify({ stream: "btcusdt@novelty", data: { e: "novelty", E: now, s: "BTCUSDT" } });
    case "wrong-types":
      return JSON.stringify({
        stream: "btcusdt@trade",
        data: { e: "trade", E: "now", s: 7, t: {}, p: 1, q: null, T: [] },
      });
    case "bad-price":
      return JSON.stringify({
        stream: "btcusdt@trade",
        data: { e: "trade", E: now, s: "BTCUSDT", t: 1, p: "1e400", q: "1.00000000", T: now, m: false, M: true },
      });
    case "no-json":
      return "\u0000 not JSON";
    case "empty":
      return "";
    case "stray-error":
      return JSON.stringify({ code: 1, msg: "Invalid value type: nobody asked" });
    case "stray-answer":
      return JSON.stringify({ result: null, id: 987_654_321 });
  }
}
