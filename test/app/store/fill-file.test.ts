import { existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { MOST_UNITS } from "../../../app/portfolio/units.ts";
import { FillFile } from "../../../app/store/fill-file.ts";
import { fillLine, parseFillLine } from "../../../app/store/fill-text.ts";
import type { FillRow } from "../../../app/store/rows.ts";
import { temporaryFolder } from "../support/exchange.ts";
import { fillRow } from "./records.ts";

const filePath = async () => join(await temporaryFolder(), "data", "fills.ndjson");

function open(path: string): FillFile {
  const file = new FillFile(path);
  onTestFinished(() => file.close());
  return file;
}

const units = fc.integer({ min: 0, max: MOST_UNITS });
const anyFill: fc.Arbitrary<FillRow> = fc.record({
  id: fc.string({ minLength: 1 }),
  time: fc.nat(),
  fill: fc.record({
    asset: fc.string(),
    side: fc.constantFrom("buy", "sell"),
    liquidity: fc.constantFrom("maker", "taker"),
    size: units,
    price: units,
    fee: units,
  }),
});

describe("a line of the fills file", () => {
  it("gives back its fill to the last digit, whatever it is", () => {
    fc.assert(
      fc.property(anyFill, (row) => {
        const line = fillLine(row);
        expect(line.indexOf("\n")).toBe(line.length - 1);
        expect(parseFillLine(line)).toEqual(row);
      }),
    );
  });

  it("is read as version 0.1 wrote it: without liquidity, its fee with more decimals", () => {
    const line =
      '{"kind":"trade","time":7,"id":"5-2","fill":{"asset":"BTC","side":"sell","quantity":"0.5","price":"64000.1","fee":"0.0320000512345"}}';
    expect(parseFillLine(line)).toEqual({
      id: "5-2",
      time: 7,
      fill: { asset: "BTC", side: "sell", liquidity: undefined, size: 5e7, price: 6_400_010_000_000, fee: 3_200_005 },
    });
  });

  it.each(["", "null", "{}", "[]", '{"id":"1-1","time":1}', fillLine(fillRow(1)).slice(0, 60)])(
    "is none when it is %j",
    (line) => {
      expect(parseFillLine(line)).toBeUndefined();
    },
  );

  it("is none with an amount that is no decimal", () => {
    for (const price of ["-1", "1e9", "NaN", "0x1", ""])
      expect(parseFillLine(fillLine(fillRow(1)).replace("64000.12345678", price))).toBeUndefined();
  });
});

describe("the fills file", () => {
  it("holds fills in order until they are done, and is empty when all are", async () => {
    const path = await filePath();
    const file = open(path);
    for (const index of [1, 2, 3]) file.append(fillRow(index));
    const first = file.first(2);
    expect(first.rows).toEqual([fillRow(1), fillRow(2)]);
    file.append(fillRow(4));
    file.done(first);
    expect(file.waiting).toBe(2);
    expect(file.all().rows).toEqual([fillRow(3), fillRow(4)]);
    file.done(file.first(10));
    expect({ waiting: file.waiting, bytes: statSync(path).size }).toEqual({ waiting: 0, bytes: 0 });
    file.append(fillRow(5));
    expect(file.first(10).rows).toEqual([fillRow(5)]);
  });

  it("is taken up by the next start, what was done already with it", async () => {
    const path = await filePath();
    const before = open(path);
    for (const index of [1, 2, 3]) before.append(fillRow(index));
    before.done(before.first(1));
    const after = open(path);
    expect(after.waiting).toBe(3);
    expect(after.all().rows).toEqual([fillRow(1), fillRow(2), fillRow(3)]);
  });

  it("loses no whole line to a crash at any byte, and none written after it", async () => {
    const path = await filePath();
    const file = open(path);
    for (const index of [1, 2]) file.append(fillRow(index));
    const length = statSync(path).size;
    const line = length / 2;
    const folder = dirname(path);
    for (let size = 0; size <= length; size += 1) {
      const copy = join(folder, `${size}.ndjson`);
      writeFileSync(copy, readFileSync(path));
      truncateSync(copy, size);
      const after = open(copy);
      after.append(fillRow(3));
      const whole = [1, 2].filter((index) => size >= index * line - 1).map((index) => fillRow(index));
      const { rows, corrupt, lines } = after.all();
      expect({ size, rows }).toEqual({ size, rows: [...whole, fillRow(3)] });
      expect(corrupt).toHaveLength(lines - rows.length);
    }
  });

  it("tells lines that are no fills from those that are", async () => {
    const path = await filePath();
    mkdirSync(dirname(path));
    writeFileSync(path, `nonsense\n${fillLine(fillRow(1))}\n\n[]\n${fillLine(fillRow(2))}`);
    const file = open(path);
    expect(file.all()).toMatchObject({ rows: [fillRow(1), fillRow(2)], corrupt: ["nonsense", "[]"], lines: 4 });
    file.putAside(["nonsense", "[]"]);
    expect(readFileSync(`${path}.corrupt`, "utf8")).toBe("nonsense\n[]\n");
  });

  it("reads on through a line that is longer than what it reads at once", async () => {
    const path = await filePath();
    mkdirSync(dirname(path));
    writeFileSync(path, `${"x".repeat(3 << 20)}\n${fillLine(fillRow(1))}`);
    const file = open(path);
    file.done(file.first(1));
    expect(file.first(1).rows).toEqual([fillRow(1)]);
  });

  it("fails with a code where it cannot be", async () => {
    const path = await filePath();
    writeFileSync(dirname(path), "a file where the folder should be");
    expect(() => new FillFile(path)).toThrow(expect.objectContaining({ code: "STORE_SPILL" }));
    expect(existsSync(path)).toBe(false);
  });

  it("fails with a code when it has been closed, and has added nothing", async () => {
    const path = await filePath();
    const file = new FillFile(path);
    file.append(fillRow(1));
    file.close();
    expect(() => file.append(fillRow(2))).toThrow(expect.objectContaining({ code: "STORE_SPILL" }));
    expect(open(path).all().rows).toEqual([fillRow(1)]);
  });
});
