import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOf, exactProduct, halfEven } from "../../../app/portfolio/rounding.ts";
import { MOST_UNITS, product } from "../../../app/portfolio/units.ts";

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

describe("a rounded quotient", () => {
  it.each([
    [7n, 2n, 4n],
    [5n, 2n, 2n],
    [1n, 2n, 0n],
    [3n, 2n, 2n],
    [10n, 3n, 3n],
    [11n, 3n, 4n],
    [0n, 9n, 0n],
  ])("of %d by %d is %d", (numerator, divisor, expected) => expect(halfEven(numerator, divisor)).toBe(expected));

  it("is never further from the quotient than a half, and even at a half", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n }), fc.bigInt({ min: 1n }), (numerator, divisor) => {
        const rounded = halfEven(numerator, divisor);
        const twiceOff = absolute(rounded * divisor - numerator) * 2n;
        expect(twiceOff <= divisor).toBe(true);
        if (twiceOff === divisor) expect(rounded % 2n).toBe(0n);
      }),
    );
  });
});

describe("the exact product", () => {
  it("is the plain one wherever that is a number", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(2 ** 31 - 1), (price, size) => {
        const plain = product(price, size);
        const exact = exactProduct(price, size);
        if (Number.isNaN(plain)) expect(exact > BigInt(MOST_UNITS)).toBe(true);
        else expect(exact).toBe(BigInt(plain));
      }),
    );
  });
});

describe("the cost of what is sold", () => {
  it("sums to the whole cost, in whatever parts a position is sold", () => {
    const parts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), parts, (cost, sizes) => {
        let held = sizes.reduce((sum, size) => sum + size, 0);
        let rest = cost;
        for (const size of sizes) {
          const sold = costOf(rest, size, held);
          expect(sold >= 0n && sold <= rest).toBe(true);
          rest -= sold;
          held -= size;
        }
        expect(rest).toBe(0n);
      }),
    );
  });
});
