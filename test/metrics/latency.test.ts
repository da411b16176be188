import { describe, expect, it } from "vitest";
import { eventAge, TIMED_STREAMS, websocketLatency } from "../../metrics/quantflow/index.ts";

describe("the buckets of event age", () => {
  const tenths = eventAge.buckets.map(({ value }) => Math.round(value * 10_000));

  it("reach from 1 ms to 60 s", () => {
    expect([tenths[0], tenths.at(-1)]).toEqual([10, 600_000]);
  });

  it("are at most a tenth apart", () => {
    tenths.slice(1).forEach((bound, index) => {
      const before = tenths[index] as number;
      expect(bound).toBeGreaterThan(before);
      expect(bound * 10).toBeLessThanOrEqual(before * 11);
    });
  });

  it("are numbers that people read", () => {
    for (const { promql } of eventAge.buckets)
      expect(promql.replace(/\.|^0\.0*|0*$/g, "").length).toBeLessThanOrEqual(4);
    expect(eventAge.buckets.slice(0, 12).map(({ value }) => value)).toEqual([
      0.001, 0.0011, 0.0012, 0.0013, 0.0014, 0.0015, 0.0016, 0.0017, 0.0018, 0.0019, 0.002, 0.0022,
    ]);
    expect(eventAge.buckets.slice(-3).map(({ text }) => text)).toEqual(["50 s", "55 s", "60 s"]);
  });

  it("cost one histogram, because it has no labels", () => {
    expect(eventAge.domains).toEqual({});
    expect(websocketLatency.domains).toEqual({ stream: TIMED_STREAMS });
  });
});
