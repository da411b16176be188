import { describe, expect, it } from "vitest";
import { Windows } from "../../../app/http/windows.ts";
import { FakeClock } from "../support/fake-clock.ts";

function open() {
  const clock = new FakeClock(0);
  return { clock, windows: new Windows({ clock, windowMs: 60_000 }) };
}

describe("a client's window", () => {
  it("counts its hits from the first on, and begins anew when it is over", () => {
    const { clock, windows } = open();
    windows.increment("a");
    clock.advance(59_999);
    expect(windows.increment("a")).toEqual({ totalHits: 2, resetTime: new Date(60_000) });
    clock.advance(1);
    expect(windows.hits("a")).toBe(0);
    expect(windows.increment("a")).toEqual({ totalHits: 1, resetTime: new Date(120_000) });
  });

  it("is its own", () => {
    const { windows } = open();
    windows.increment("a");
    expect([windows.hits("a"), windows.hits("b")]).toEqual([1, 0]);
  });

  it("can be taken back, one hit or all", () => {
    const { windows } = open();
    windows.increment("a");
    windows.increment("a");
    windows.decrement("a");
    expect(windows.hits("a")).toBe(1);
    windows.resetKey("a");
    windows.decrement("a");
    expect(windows.hits("a")).toBe(0);
  });

  it("is forgotten first when there are more clients than are kept", () => {
    const { windows } = open();
    for (let index = 0; index <= 10_000; index += 1) windows.increment(String(index));
    expect([windows.hits("0"), windows.hits("1"), windows.hits("10000")]).toEqual([0, 1, 1]);
  });
});
