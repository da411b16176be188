import { array, assert, integer, property, shuffledSubarray } from "fast-check";
import { describe, expect, it } from "vitest";
import { Sequence } from "../../../app/feed/sequence.ts";

const LIMITS = { graceSeconds: 2, mostMissing: 100_000, staleSeconds: 60 };
const START = Date.UTC(2026, 0, 1);
/** A sequence, and a taker of numbers: their times rise with them, a millisecond a number. */
function open() {
  const sequence = new Sequence(LIMITS);
  const accept = (number: number, at = 0, time = START + number) => sequence.accept(number, time, at);
  return { sequence, accept, all: (...numbers: readonly number[]) => numbers.map((number) => accept(number)) };
}
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("a sequence", () => {
  it("begins with any number and goes on by one", () => {
    const { sequence, all } = open();
    expect(all(17, 18, 19)).toEqual(["first", "next", "next"]);
    expect([sequence.missing, sequence.lost]).toEqual([0, 0]);
  });

  it("tells a gap with its size, and what fills it late", () => {
    const { sequence, accept, all } = open();
    accept(1);
    expect(accept(5)).toBe("gap");
    expect([sequence.lastGap, sequence.missing]).toEqual([3, 3]);
    expect(all(3, 3, 6)).toEqual(["late", "duplicate", "next"]);
    expect(sequence.missingOf({ from: 0, to: 99 })).toEqual([
      { from: 2, to: 2 },
      { from: 4, to: 4 },
    ]);
    expect(all(4, 2)).toEqual(["late", "late"]);
    expect(sequence.missing).toBe(0);
  });

  it("tells what came before as a duplicate", () => {
    expect(open().all(1, 1, 2, 1, 2, 3)).toEqual(["first", "duplicate", "next", "duplicate", "duplicate", "next"]);
  });

  it("gives each hole out once, after two seconds", () => {
    const { sequence, accept } = open();
    accept(1, 0);
    accept(4, 10);
    accept(8, 11);
    expect(sequence.overdue(11.9)).toEqual([]);
    expect(sequence.overdue(12)).toEqual([{ from: 2, to: 3 }]);
    expect(sequence.overdue(13)).toEqual([{ from: 5, to: 7 }]);
    expect(sequence.overdue(99)).toEqual([]);
  });

  it("does not ask for what the other connection brought meanwhile", () => {
    const { sequence, accept } = open();
    for (const number of [1, 5, 2, 3]) accept(number, 0);
    expect(sequence.overdue(2)).toEqual([{ from: 4, to: 4 }]);
    accept(4, 2);
    expect(sequence.missingOf({ from: 4, to: 4 })).toEqual([]);
  });

  it("counts what is given up as lost, and takes it no more", () => {
    const { sequence, accept } = open();
    accept(1);
    accept(10);
    accept(5);
    sequence.abandon({ from: 2, to: 7 });
    expect([sequence.lost, sequence.missing]).toEqual([5, 2]);
    expect([accept(3), accept(8)]).toEqual(["duplicate", "late"]);
  });
});

describe("a new numbering", () => {
  it("is a jump by more than could be fetched, and no gap of millions", () => {
    const { sequence, accept } = open();
    accept(1);
    expect(accept(100_002)).toBe("gap");
    expect(accept(100_002 + 100_002)).toBe("reset");
    expect(accept(200_005)).toBe("next");
    expect(sequence.missing).toBe(100_000);
  });

  it("begins anew when a lower number is younger than all before", () => {
    const { sequence, accept } = open();
    accept(5_000);
    accept(5_010);
    expect(accept(1, 1, START + 5_010 + 1_000)).toBe("duplicate");
    expect(accept(2, 1, START + 5_010 + 2_001)).toBe("reset");
    expect(accept(3, 1, START + 5_010 + 2_002)).toBe("next");
    expect([sequence.missing, sequence.lost]).toEqual([0, 9]);
  });

  it("begins anew within a second where trades are many, too", () => {
    const { accept } = open();
    accept(5_000);
    const arrivals = [1, 2, 3].map((number) => accept(number, 0, START + 5_000 + 500 * number));
    expect(arrivals).toEqual(["duplicate", "duplicate", "reset"]);
  });

  it("is not what fills a hole, however late", () => {
    const { sequence, accept } = open();
    accept(1, 0);
    accept(3, 0);
    expect(accept(2, 3_600, START + 2)).toBe("late");
    expect(sequence.lost).toBe(0);
  });

  it("begins anew when nothing else came for a minute, whatever the clocks say", () => {
    const { accept } = open();
    accept(5_000, 0);
    expect(accept(1, 60, START)).toBe("duplicate");
    expect(accept(2, 61, START)).toBe("reset");
  });
});

describe("whatever the order", () => {
  const streams = (numbers: readonly number[]) =>
    array(shuffledSubarray([...numbers]), { minLength: 1, maxLength: 3 }).map((subsets) => subsets.flat());

  it("takes each number once, and misses exactly those that did not come", () => {
    assert(
      property(streams(upTo(40)), (delivered) => {
        const { sequence, accept } = open();
        const taken = delivered.filter((number) => accept(number + 100) !== "duplicate");
        const first = delivered[0] ?? 0;
        // What came before the first number is not known to have been.
        const expected = new Set(delivered.filter((number) => number >= first));
        expect(taken.sort((a, b) => a - b)).toEqual([...expected].sort((a, b) => a - b));
        const missing = delivered.length === 0 ? 0 : Math.max(...delivered) - first + 1 - expected.size;
        expect(sequence.missing).toBe(missing);
      }),
    );
  });

  it("takes everything that two connections deliver beside one another, one behind the other", () => {
    assert(
      property(integer({ min: 0, max: 20 }), integer({ min: 1, max: 20 }), (behind, overlap) => {
        const old = upTo(50 + overlap);
        const fresh = upTo(100).slice(50);
        const { sequence, accept } = open();
        const merged = [
          ...old.map((number) => ({ number, at: number })),
          ...fresh.map((number) => ({ number, at: number + behind })),
        ];
        const taken = merged.sort((a, b) => a.at - b.at).filter(({ number }) => accept(number) !== "duplicate");
        expect(taken).toHaveLength(100);
        expect(sequence.missing).toBe(0);
      }),
    );
  });

  it("remembers a bounded number of holes", () => {
    const { sequence, accept } = open();
    for (let number = 0; number < 4_000; number += 2) accept(number);
    expect(sequence.missing).toBe(1_000);
    expect(sequence.lost).toBe(999);
  });
});
