import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST_UNITS, ONE, parseUnits, product, type Units, unitsText } from "../../../app/portfolio/units.ts";

const units = fc.oneof(
  fc.maxSafeNat(),
  fc.nat(),
  fc.nat(10_000).map((coins) => coins * ONE),
);

/** price x size / 1e8 as big numbers, rounded half even; NaN beyond what a number holds exactly. */
function exactly(price: Units, size: Units): number {
  const [whole, divisor] = [BigInt(price) * BigInt(size), BigInt(ONE)];
  const [down, rest] = [whole / divisor, whole % divisor];
  const up = rest * 2n > divisor || (rest * 2n === divisor && down % 2n === 1n);
  const rounded = up ? down + 1n : down;
  return rounded <= BigInt(MOST_UNITS) ? Number(rounded) : Number.NaN;
}

describe("the text of units", () => {
  it.each([
    ["0", 0],
    ["64000.1", 6_400_010_000_000],
    ["64000.10000000", 6_400_010_000_000],
    ["0.00000001", 1],
    ["007", 7 * ONE],
    ["90071992.54740991", MOST_UNITS],
  ])("%s is %d units", (text, expected) => expect(parseUnits(text)).toBe(expected));

  it.each([
    "",
    ".",
    "1.",
    ".5",
    "-1",
    "+1",
    " 1",
    "1e400",
    "NaN",
    "Infinity",
    "0x10",
    "1,5",
    "0.000000001",
    "90071992.54740992",
    "99999999999999999",
    "1\n",
  ])("fails to read %j", (text) => expect(parseUnits(text)).toBeNaN());

  it("reads what it wrote", () => {
    fc.assert(
      fc.property(units, (value) => {
        expect(parseUnits(unitsText(value))).toBe(value);
      }),
    );
  });

  it("writes what it read, zeros at the end left out", () => {
    const decimal = fc.tuple(fc.nat(90_071_991), fc.integer({ min: 0, max: ONE - 1 }));
    fc.assert(
      fc.property(decimal, ([whole, fraction]) => {
        const digits = String(fraction).padStart(8, "0").replace(/0+$/, "");
        const text = digits === "" ? String(whole) : `${whole}.${digits}`;
        expect(unitsText(parseUnits(text))).toBe(text);
      }),
    );
  });

  it("writes amounts of any size, and losses", () => {
    expect([-1, -150_000_000, 10n ** 24n, -1n].map(unitsText)).toEqual([
      "-0.00000001",
      "-1.5",
      "10000000000000000",
      "-0.00000001",
    ]);
  });

  it("never reads a text as anything but whole units, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const value = parseUnits(text);
        expect(Number.isNaN(value) || (Number.isSafeInteger(value) && value >= 0)).toBe(true);
      }),
    );
  });
});

describe("price times size", () => {
  it.each([
    [6_400_010_000_000, 150_000_000, 9_600_015_000_000, "64000.1 x 1.5"],
    [1, 50_000_000, 0, "half a unit, to the even 0"],
    [3, 50_000_000, 2, "one and a half, to the even 2"],
    [5, 50_000_000, 2, "two and a half, to the even 2"],
    [1, 50_000_001, 1, "just above a half"],
    [1, 49_999_999, 0, "just below a half"],
    [MOST_UNITS, ONE, MOST_UNITS, "the largest price of one coin"],
    [MOST_UNITS, ONE + 1, Number.NaN, "too large by a part"],
    [MOST_UNITS, MOST_UNITS, Number.NaN, "too large by far"],
    [0, MOST_UNITS, 0, "nothing"],
  ])("of %d and %d is %d: %s", (price, size, expected) => expect(product(price, size)).toBe(expected));

  it("is the exact product rounded half even, whatever the numbers", () => {
    fc.assert(
      fc.property(units, units, (price, size) => {
        expect(product(price, size)).toBe(exactly(price, size));
      }),
      { numRuns: 5_000 },
    );
  });

  it("is exact up to the last unit before it is too large", () => {
    const near = fc.tuple(fc.integer({ min: 1, max: MOST_UNITS }), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(near, ([price, off]) => {
        const size = Number((BigInt(MOST_UNITS) * BigInt(ONE)) / BigInt(price)) + off;
        fc.pre(size >= 0 && size <= MOST_UNITS);
        expect(product(price, size)).toBe(exactly(price, size));
      }),
      { numRuns: 5_000 },
    );
  });

  it("is NaN of NaN", () => {
    expect([product(Number.NaN, 1), product(1, Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
  });
});
