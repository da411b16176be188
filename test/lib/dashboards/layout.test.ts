import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Width } from "../../../lib/dashboards/index.ts";
import { COLUMNS, layout, type Place } from "../../../lib/dashboards/layout.ts";
import { panel, shop } from "./given.ts";

const rowOf = (key: string, widths: readonly Width[], title?: string) => ({
  key,
  ...(title !== undefined && { title }),
  panels: widths.map((width, index) => panel(`${key}-${index}`, { width })),
});
const placesOf = (...rows: readonly ReturnType<typeof rowOf>[]): readonly Place[] =>
  layout("shop", shop(rows).rows).map(({ at }) => at);

const overlap = (a: Place, b: Place): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

const fullLine = fc.constantFrom<readonly Width[]>([24], [12, 12], [6, 18], [8, 8, 8], [4, 20], [6, 6, 12], [16, 8]);

describe("the layout", () => {
  it("puts panels side by side, full lines below each other, and a heading above its row", () => {
    expect(placesOf(rowOf("one", [6, 18, 24]), rowOf("two", [12, 12], "Two"))).toEqual([
      { x: 0, y: 0, w: 6, h: 8 },
      { x: 6, y: 0, w: 18, h: 8 },
      { x: 0, y: 8, w: 24, h: 8 },
      { x: 0, y: 16, w: 24, h: 1 },
      { x: 0, y: 17, w: 12, h: 8 },
      { x: 12, y: 17, w: 12, h: 8 },
    ]);
  });

  it("never overlaps, leaves the grid or leaves a hole, whatever the rows", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fullLine, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const places = placesOf(...rows.map((lines, index) => rowOf(`row-${index}`, lines.flat(), "Title")));
        const area = places.reduce((sum, { w, h }) => sum + w * h, 0);
        const height = Math.max(0, ...places.map(({ y, h }) => y + h));
        expect(places.every(({ x, w }) => x >= 0 && x + w <= COLUMNS)).toBe(true);
        expect(places.some((one, i) => places.some((other, j) => i < j && overlap(one, other)))).toBe(false);
        expect(area).toBe(COLUMNS * height);
      }),
    );
  });

  it("fails on a line that is not full, saying how wide it is", () => {
    expect(() => placesOf(rowOf("short", [12, 8]))).toThrow(
      expect.objectContaining({
        code: "dashboards/line-not-full",
        message:
          'dashboard "shop", row "short": a line of panels is 12 + 8 = 20 columns wide, not 24: change their widths or their order',
      }),
    );
  });

  it("fails on a panel that overruns its line", () => {
    expect(() => placesOf(rowOf("long", [12, 16]))).toThrow(
      expect.objectContaining({ code: "dashboards/line-not-full" }),
    );
  });
});
