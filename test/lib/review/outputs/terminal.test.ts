import { stripVTControlCharacters, styleText } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { terminal } from "../../../../lib/review/outputs/terminal.ts";
import { columnsOf, wrapped } from "../../../../lib/review/outputs/wrap.ts";
import { text, verdict } from "./arbitrary.ts";
import { example } from "./example.ts";

const paint = (_style: string, plain: string): string => plain;

describe("a verdict in a terminal", () => {
  it("is written as in the golden file", async () => {
    await expect(`${terminal(example, { paint, width: 80 })}\n`).toMatchFileSnapshot("example.golden.txt");
  });

  it("holds no control or invisible character but line breaks", () => {
    fc.assert(
      fc.property(
        verdict,
        (given) => !/[^\P{C}\n]|\p{Default_Ignorable_Code_Point}/u.test(terminal(given, { paint, width: 80 })),
      ),
    );
  });

  it("stays within its width", () => {
    fc.assert(
      fc.property(verdict, fc.integer({ min: 20, max: 120 }), (given, width) => {
        const rows = terminal(given, { paint, width }).split("\n");
        expect(Math.max(...rows.map(columnsOf))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it("is painted row by row, so that no colour runs on", () => {
    const painted = terminal(example, { paint: (style, row) => `<${style}>${row}</>`, width: 40 });
    const rows = painted.split("\n").filter((row) => row.includes("<"));
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) expect(row).toMatch(/^<(bold|dim|red|yellow|cyan|green)>[^<]*<\/>$/);
  });

  it("says the same with colour and without", () => {
    const painted = terminal(example, {
      paint: (style, row) => styleText(style, row, { validateStream: false }),
      width: 80,
    });
    expect(stripVTControlCharacters(painted)).toBe(terminal(example, { paint, width: 80 }));
  });
});

describe("wrapping", () => {
  it("loses nothing", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 60 }), (given, width) => {
        expect(wrapped(given, width).join("").replaceAll(" ", "")).toBe(given.replaceAll(" ", ""));
      }),
    );
  });

  it("counts wide characters as two columns", () => {
    expect(columnsOf("取引 ok")).toBe(7);
    expect(wrapped("取引所", 4)).toEqual(["取引", "所"]);
  });
});
