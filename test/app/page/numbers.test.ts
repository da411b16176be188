import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalsOf, fixed, money, percent, signed, sum, toneOf } from "../../../app/page/numbers.ts";
import { unitsText } from "../../../app/portfolio/units.ts";

const units = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });

describe("a decimal on the page", () => {
  it.each([
    ["1234567.891", 2, "1,234,567.89"],
    ["-1234.565", 2, "−1,234.57"],
    ["0.004", 2, "0.00"],
    ["-0.004", 2, "0.00"],
    ["0.005", 2, "0.01"],
    ["999.995", 2, "1,000.00"],
    ["7", 0, "7"],
    ["0.00000001", 8, "0.00000001"],
    ["90071992547409910.5", 2, "90,071,992,547,409,910.50"],
  ])("%s to %i decimals is %s", (decimal, decimals, text) => {
    expect(fixed(decimal, decimals)).toBe(text);
  });

  it("is never rounded by more than half of its last place", () => {
    fc.assert(
      fc.property(units, fc.integer({ min: 0, max: 8 }), (value, decimals) => {
        const shown = fixed(unitsText(value), decimals).replaceAll(",", "").replace("−", "-").replace(".", "");
        const step = 10n ** BigInt(8 - decimals);
        const error = BigInt(shown) * step - value;
        expect((error < 0n ? -error : error) * 2n <= step).toBe(true);
      }),
    );
  });

  it("adds up exactly", () => {
    fc.assert(
      fc.property(units, units, (one, other) => {
        expect(fixed(sum(unitsText(one), unitsText(other)), 8)).toBe(fixed(unitsText(one + other), 8));
      }),
    );
  });

  it("tells profit from loss by its sign as well as by its tone", () => {
    expect(["2.5", "-2.5", "0", "0.001"].map((decimal) => [signed(decimal), toneOf(decimal)])).toEqual([
      ["+2.50", "gain"],
      ["−2.50", "loss"],
      ["0.00", "plain"],
      ["0.00", "gain"],
    ]);
    expect(money("-2.5")).toBe("−2.50");
  });

  it("has as many places as the longest of its column, and two at least", () => {
    expect([decimalsOf(["1", "0.12345"]), decimalsOf(["1"]), decimalsOf([])]).toEqual([5, 2, 2]);
  });
});

describe("a share on the page", () => {
  it("is told in percent, with its sign", () => {
    expect([0.0123, -0.5, 0, 0.00001, -0.00001].map(percent)).toEqual([
      ...["+1.23 %", "−50.00 %", "0.00 %", "0.00 %", "0.00 %"],
    ]);
  });
});
