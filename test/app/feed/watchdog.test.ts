import { describe, expect, it } from "vitest";
import { Watchdog } from "../../../app/feed/watchdog.ts";
import { FakeClock } from "../support/fake-clock.ts";

function create(limitMs = 10_000) {
  const clock = new FakeClock();
  const expired: { readonly times: number; readonly at: number }[] = [];
  const watchdog = new Watchdog({ clock, limitMs, expired: (times) => expired.push({ times, at: clock.elapsed() }) });
  return { clock, watchdog, expired };
}

describe("a watchdog", () => {
  it("tells of a silence when it is complete, from the last sign of life", () => {
    const { clock, watchdog, expired } = create();
    clock.advance(4_000);
    watchdog.seen();
    clock.advance(9_999);
    expect(expired).toEqual([]);
    clock.advance(1);
    expect(expired).toEqual([{ times: 1, at: 14 }]);
  });

  it("tells again after each further limit, and begins anew after a sign of life", () => {
    const { clock, watchdog, expired } = create();
    clock.advance(20_000);
    watchdog.seen();
    clock.advance(10_000);
    expect(expired.map(({ times }) => times)).toEqual([1, 2, 1]);
  });

  it("first reads what came when our own event loop was held up", () => {
    const { clock, watchdog, expired } = create();
    clock.block(60_000);
    clock.advance(0);
    watchdog.seen();
    clock.advance(9_999);
    expect(expired).toEqual([]);
    clock.advance(1);
    expect(expired).toEqual([{ times: 1, at: 70 }]);
  });

  it("tells of the silence a second later when nothing had come in the meantime", () => {
    const { clock, expired } = create();
    clock.block(60_000);
    clock.advance(999);
    expect(expired).toEqual([]);
    clock.advance(1);
    expect(expired).toEqual([{ times: 1, at: 61 }]);
  });

  it("is not moved by a wall clock that jumps", () => {
    const { clock, expired } = create(1_000);
    clock.jump(1e12);
    clock.advance(999);
    expect(expired).toEqual([]);
    clock.jump(-1e13);
    clock.advance(1);
    expect(expired).toEqual([{ times: 1, at: 1 }]);
  });

  it("says no more when it is stopped", () => {
    const { clock, watchdog, expired } = create();
    watchdog.stop();
    clock.advance(60_000);
    expect(expired).toEqual([]);
  });
});
