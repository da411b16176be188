import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { place } from "../../../../lib/promql/parse/placing.ts";

describe("what is put in the place of variables, numbers and words", () => {
  it.each([
    ["rate(up[$__rate_interval])", "rate(up[000000000000005m])"],
    ["$metric / [[other]]", "v______ / v________"],
    ["up offset $shift", "up offset 00005m"],
    ['up{job="$job"}', 'up{job="$job"}'],
    ["up > 0X1F + 1.e2", "up > 1111 + 1111"],
    ["up[1h30m:5m]", "up[11111:11]"],
    ["STEP() + min_of(1, 2)", "step() + minute(1, 1)"],
    ["up offset -(min_of(step(), 1s))", "up offset -(min_of(step(), 11))"],
    ["offset offset 5m", "v_____ offset 11"],
    ["a0.5", "a0.1"],
    ["up # 5m $x", "up # 5m $x"],
  ])("%s", (written, text) => {
    expect(place(written).text).toBe(text);
  });

  it("moves nothing", () => {
    const pieces = fc.constantFrom(
      "up",
      "[",
      "]",
      "(",
      ")",
      "$x",
      "${y:regex}",
      "5m",
      "1.",
      "offset",
      " ",
      '"',
      "#",
      "\n",
      "é",
      "step()",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces).map((all) => all.join("")),
          fc.string({ unit: "binary" }),
        ),
        (written) => {
          const { text, variables, badNumbers } = place(written);
          expect(text).toHaveLength(written.length);
          for (const { from, to } of [...variables, ...badNumbers]) expect(from < to && to <= text.length).toBe(true);
          for (const { from, to, text: own } of variables) expect(written.slice(from, to)).toBe(own);
        },
      ),
    );
  });
});
