import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest } from "../../../../lib/promql/parse/nearest.ts";

describe("the nearest name", () => {
  it.each([
    ["raet", ["rate", "irate"], "rate"],
    ["call_total", ["calls_total", "cells_total"], "calls_total"],
    ["quantflow_price_update_totals", ["quantflow_price_updates_total"], "quantflow_price_updates_total"],
    ["abc", ["xyz"], undefined],
    ["up", ["us", "up"], "us"],
    ["a_name_of_many_letters", ["a_nome_ef_miny_litters_xyz"], undefined],
    ["rate", [], undefined],
  ])("of %s among %j is %s", (name, candidates, near) => {
    expect(nearest(name, candidates)).toBe(near);
  });

  it("is the one that a slip of the hand was made from", () => {
    const name = fc.string({ unit: fc.constantFrom(..."abcdef_"), minLength: 6, maxLength: 40 });
    fc.assert(
      fc.property(name, fc.nat(39), (meant, at) => {
        const slipped = meant.slice(0, at % meant.length) + meant.slice((at % meant.length) + 1);
        expect(nearest(slipped, [meant])).toBe(meant);
        expect(nearest(meant, [slipped])).toBe(slipped);
      }),
    );
  });
});
