import fc from "fast-check";
import { expect, it } from "vitest";
import { notation } from "../../../../lib/alerting/proofs/notation.ts";
import type { Point } from "../../../../lib/alerting/proofs/timeline.ts";

it.each<[string, readonly Point[], string]>([
  ["one value", [5], "5"],
  ["a constant", [5, 5, 5], "5x2"],
  ["a line of whole steps", [0, 15, 30, 45], "0+15x3"],
  ["a falling line", [10, 8, 6], "10-2x2"],
  ["fractions one by one, because promtool adds steps up", [0.1, 0.2, 0.3], "0.1 0.2 0.3"],
  ["a constant fraction", [0.1, 0.1], "0.1x1"],
  ["gaps and the end of a series", ["missing", "missing", 1, "stale", "missing"], "_x2 1 stale _"],
  ["infinity, which has no steps", [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], "+Inf +Inf"],
])("writes %s", (_, points, text) => {
  expect(notation(points)).toBe(text);
});

const point = fc.oneof(
  fc.integer({ min: -1e9, max: 1e9 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom<Point>("missing", "stale", 0, 1, 2),
);

/** promtool's reading; source: prometheus/promql/parser/generated_parser.y, series_values. */
function read(text: string): readonly Point[] {
  return text.split(" ").flatMap((part): readonly Point[] => {
    const [, first = "", step = "0", times] =
      /^(_|stale|-?[\d.]+(?:e[+-]?\d+)?)([+-][\d.]+)?(?:x(\d+))?$/i.exec(part) ?? [];
    if (first === "_") return Array.from({ length: Number(times ?? 1) }, () => "missing");
    if (first === "stale") return ["stale"];
    return Array.from({ length: Number(times ?? 0) + 1 }, (_, index) => Number(first) + index * Number(step));
  });
}

it("is read back point by point", () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), (points) => {
      expect(read(notation(points)).map((one) => (one === 0 ? 0 : one))).toEqual(
        points.map((one) => (one === 0 ? 0 : one)),
      );
    }),
  );
});
