import { describe, expect, it } from "vitest";
import { Bursts } from "../../../app/feed/bursts.ts";
import { FakeClock } from "../support/fake-clock.ts";

describe("bursts", () => {
  it("have one first, each kind its own", () => {
    const bursts = new Bursts<string>(new FakeClock(), 60);
    expect(["a", "a", "b", "a", "b"].map((kind) => bursts.isFirst(kind))).toEqual([true, false, true, false, false]);
  });

  it("last as long as none is quiet for longer than told", () => {
    const clock = new FakeClock();
    const bursts = new Bursts<string>(clock, 60);
    const first = [0, 60, 60, 61].map((seconds) => {
      clock.advance(seconds * 1_000);
      return bursts.isFirst("a");
    });
    expect(first).toEqual([true, false, false, true]);
  });
});
