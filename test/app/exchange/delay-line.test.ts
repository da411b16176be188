import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DelayLine } from "../../../app/exchange/delay-line.ts";
import { FakeClock } from "../support/fake-clock.ts";

function create() {
  const clock = new FakeClock();
  const left: { readonly item: number; readonly at: number }[] = [];
  const line = new DelayLine<number>(clock, (item) => left.push({ item, at: Math.round(clock.elapsed() * 1000) }));
  return { clock, line, left };
}

describe("a delay line", () => {
  it("lets through at once what is not to be delayed", () => {
    const { line, left } = create();
    line.add(1, 0);
    expect(left).toEqual([{ item: 1, at: 0 }]);
  });

  it("holds each item for its delay", () => {
    const { clock, line, left } = create();
    line.add(1, 2_000);
    clock.advance(500);
    line.add(2, 2_000);
    clock.advance(5_000);
    expect(left).toEqual([
      { item: 1, at: 2_000 },
      { item: 2, at: 2_500 },
    ]);
  });

  it("never lets a later item overtake, when the delay is cut or ended", () => {
    const { clock, line, left } = create();
    line.add(1, 2_000);
    line.add(2, 100);
    line.add(3, 0);
    clock.advance(5_000);
    expect(left.map(({ item }) => item)).toEqual([1, 2, 3]);
  });

  it("lets all through when flushed, and delays anew afterwards", () => {
    const { clock, line, left } = create();
    line.add(1, 2_000);
    line.flush();
    line.add(2, 3_000);
    clock.advance(5_000);
    expect(left).toEqual([
      { item: 1, at: 0 },
      { item: 2, at: 3_000 },
    ]);
  });

  it("keeps the order and loses nothing, whatever the delays", () => {
    const turns = fc.array(fc.record({ delay: fc.nat(900), wait: fc.nat(500), flush: fc.boolean() }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(turns, (all) => {
        const { clock, line, left } = create();
        for (const [index, { delay, wait, flush }] of all.entries()) {
          line.add(index, delay);
          clock.advance(wait);
          if (flush) line.flush();
        }
        clock.advance(1_000);
        expect(left.map(({ item }) => item)).toEqual(all.map((_, index) => index));
      }),
    );
  });
});
