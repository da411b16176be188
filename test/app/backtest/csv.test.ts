import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candles } from "../../../app/backtest/candles.ts";
import { parseCandles } from "../../../app/backtest/csv.ts";
import { unitsText } from "../../../app/portfolio/units.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const rowsOf = ({ openTime, open, high, low, close, volume }: Candles) =>
  [...openTime].map((time, index) => [
    time,
    ...[open, high, low, close].map((column) => unitsText(column[index] as number)),
    volume[index],
  ]);

const HEADER = "open_time,open,high,low,close,volume";
const ROW = "1735689600000,4.1507,4.1587,4.1506,4.1554,539.23";

describe("candles of a CSV file", () => {
  it("are read by its header, whatever the order of the columns and however many more there are", () => {
    const csv = "close,comment,open,open_time,low,high,volume\n4.1554,x,4.1507,1735689600000,4.1506,4.1587,539.23\n";
    expect(rowsOf(parseCandles(bytes(csv)))).toEqual([[1735689600000, "4.1507", "4.1587", "4.1506", "4.1554", 539.23]]);
  });

  it("are read without a header as Binance's public dumps have them, in microseconds since 2025", () => {
    const dump =
      "1735689600000000,4.15070000,4.15870000,4.15060000,4.15540000,539.23000000,1735693199999999,2240.39860900,13,401.82000000,1669.98121300,0\n" +
      "1735693200000000,4.15390000,4.15390000,4.15390000,4.15390000,0.00000000,1735696799999999,0.00000000,0,0.00000000,0.00000000,0\n";
    expect(rowsOf(parseCandles(bytes(dump)))).toEqual([
      [1735689600000, "4.1507", "4.1587", "4.1506", "4.1554", 539.23],
      [1735693200000, "4.1539", "4.1539", "4.1539", "4.1539", 0],
    ]);
  });

  it("are the same with a byte order mark, Windows' line ends, quotes and empty lines", () => {
    const plain = `${HEADER}\n${ROW}\n`;
    const dressed = `\uFEFF${HEADER}\r\n\r\n${ROW.split(",")
      .map((field) => `"${field}"`)
      .join(", ")}\r\n\r\n`;
    expect(rowsOf(parseCandles(bytes(dressed)))).toEqual(rowsOf(parseCandles(bytes(plain))));
  });

  it("are all read where lines end with a carriage return alone", () => {
    const lines = [HEADER, ROW, ROW.replace("600000,", "660000,")];
    expect(rowsOf(parseCandles(bytes(lines.join("\r"))))).toEqual(rowsOf(parseCandles(bytes(lines.join("\n")))));
  });

  it("may be none", () => {
    for (const text of ["", HEADER, `${HEADER}\n`]) expect(rowsOf(parseCandles(bytes(text)))).toEqual([]);
  });

  it("come back to the last unit as they were written", () => {
    const price = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    const candle = fc.record({
      prices: fc.array(price, { minLength: 4, maxLength: 4 }),
      volume: fc.integer({ min: 0 }),
    });
    fc.assert(
      fc.property(fc.array(candle, { maxLength: 30 }), (written) => {
        const rows = written.map(({ prices, volume }, index) => {
          const [low = 0, open = 0, close = 0, high = 0] = [...prices].sort((a, b) => a - b);
          return [1735689600000 + index, ...[open, high, low, close].map(unitsText), volume];
        });
        const csv = [HEADER, ...rows.map((row) => row.join(","))].join("\n");
        expect(rowsOf(parseCandles(bytes(csv)))).toEqual(rows);
      }),
    );
  });

  it.each([
    [
      "a header without volume",
      "open_time,open,high,low,close",
      "line 1: the header has no volume: it must name open_time, open, high, low, close, volume",
    ],
    ["a short row", `${HEADER}\n1735689600000,1,1`, "line 2: the row ends before its low"],
    [
      "a date for a time",
      `${ROW}\n2025-01-01,1,1,1,1,1`,
      'line 2: open_time is "2025-01-01": give milliseconds or microseconds since 1970',
    ],
    [
      "seconds for a time",
      `${HEADER}\n1735689600,1,1,1,1,1`,
      'line 2: open_time is "1735689600": give milliseconds or microseconds since 1970',
    ],
    [
      "a price of nothing",
      `${HEADER}\n\n1735689600000,1,1,1,0,1`,
      'line 3: close is "0": give a price such as 64000.10',
    ],
    [
      "a price that is none",
      `${HEADER}\n1735689600000,NaN,1,1,1,1`,
      'line 2: open is "NaN": give a price such as 64000.10',
    ],
    [
      "a price of 9 decimals",
      `${HEADER}\n1735689600000,1,1.123456789,1,1,1`,
      'line 2: high is "1.123456789": give a price such as 64000.10',
    ],
    [
      "a negative volume",
      `${HEADER}\n1735689600000,1,1,1,1,-1`,
      'line 2: volume is "-1": give an amount such as 12.5, or 0',
    ],
    [
      "a time that comes twice",
      `${HEADER}\n${ROW}\n${ROW}`,
      "line 3: open_time is not later than that of the row before: sort the rows and leave out repeated ones",
    ],
    [
      "a close above the high",
      `${HEADER}\n1735689600000,1,1,1,2,1`,
      "line 2: open and close do not lie between low and high",
    ],
    [
      "a quote without an end",
      `${HEADER}\n"${ROW}`,
      "line 2: Quote Not Closed: the parsing is finished with an opening quote at line 2",
    ],
  ])("are refused for %s, with the line", (_, csv, message) => {
    expect(() => parseCandles(bytes(csv))).toThrow(expect.objectContaining({ code: "BACKTEST_CSV", message }));
  });

  it("are read or refused with a line, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.stringMatching(/^[\d,."\n-]*$/).map(bytes)), (csv) => {
        try {
          expect(parseCandles(csv).close.every((price) => price > 0)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: "BACKTEST_CSV", message: expect.stringMatching(/^line \d+: /) });
        }
      }),
    );
  });
});
