import { CsvError as CsvSyntaxError, parse } from "csv-parse/sync";
import { parseUnits } from "../portfolio/units.ts";
import { type Candles, candlesBetween, emptyCandles } from "./candles.ts";
import { CsvError } from "./errors.ts";

/** The columns that are read; Binance's dumps, which have no header, have them first of twelve. */
const COLUMNS = ["open_time", "open", "high", "low", "close", "volume"] as const;
/** Each ends a line in some files, and the parser finds out which. */
const LINE_ENDS: readonly number[] = [..."\n\r"].map((end) => end.charCodeAt(0));
const MILLISECONDS = /^\d{12,14}$/;
/** Binance's dumps of spot markets since 2025 (README of binance/binance-public-data). */
const MICROSECONDS = /^\d{15,17}$/;
const VOLUME = /^\d{1,15}(\.\d{1,18})?$/;

type Row = readonly string[];
type Column = (typeof COLUMNS)[number];
/** Where each of the columns stands in a row. */
type Places = Readonly<Record<Column, number>>;

const NO_HEADER: Places = { open_time: 0, open: 1, high: 2, low: 3, close: 4, volume: 5 };

/**
 * Candles of a CSV file: with a header that names open_time, open, high, low, close and volume in any order, or without
 * one and in that order, as in Binance's public dumps; further columns are passed over. Opening times are milliseconds
 * or microseconds since the epoch and rise; prices have up to 8 decimals. Throws BACKTEST_CSV with the line of the first
 * mistake.
 */
export function parseCandles(csv: Uint8Array): Candles {
  const candles = emptyCandles(mostRows(csv));
  let rows = 0;
  let places: Places | undefined;
  eachRow(csv, (row, line) => {
    const first = places === undefined;
    places ??= isHeader(row) ? placesIn(row, line) : NO_HEADER;
    if (first && places !== NO_HEADER) return;
    readRow(new Reader(row, places, line), candles, rows);
    rows += 1;
  });
  return candlesBetween(candles, 0, rows);
}

function eachRow(csv: Uint8Array, read: (row: Row, line: number) => void): void {
  const options = { bom: true, trim: true, relax_column_count: true, skip_empty_lines: true } as const;
  const on_record = (row: string[], { lines }: { readonly lines: number }) => {
    read(row, lines);
    return null;
  };
  try {
    parse(csv, { ...options, on_record });
  } catch (error) {
    if (!(error instanceof CsvSyntaxError)) throw error;
    throw new CsvError(Number(error["lines"]), error.message);
  }
}

const mostRows = (csv: Uint8Array): number => csv.reduce((lines, byte) => lines + Number(LINE_ENDS.includes(byte)), 1);
const isHeader = (row: Row): boolean => !/^\d/.test(row[0] ?? "");

function placesIn(header: Row, line: number): Places {
  const place = (column: Column): number => {
    const at = header.indexOf(column);
    if (at < 0) throw new CsvError(line, `the header has no ${column}: it must name ${COLUMNS.join(", ")}`);
    return at;
  };
  return {
    open_time: place("open_time"),
    open: place("open"),
    high: place("high"),
    low: place("low"),
    close: place("close"),
    volume: place("volume"),
  };
}

/** The fields of one row, and what is wrong with them. */
class Reader {
  readonly #row: Row;
  readonly #places: Places;
  readonly #line: number;

  constructor(row: Row, places: Places, line: number) {
    this.#row = row;
    this.#places = places;
    this.#line = line;
  }

  time(): number {
    const text = this.text("open_time");
    if (MILLISECONDS.test(text)) return Number(text);
    if (MICROSECONDS.test(text)) return Math.floor(Number(text) / 1000);
    return this.fail(`open_time is ${JSON.stringify(text)}: give milliseconds or microseconds since 1970`);
  }

  price(column: "open" | "high" | "low" | "close"): number {
    const text = this.text(column);
    const units = parseUnits(text);
    return units > 0 ? units : this.fail(`${column} is ${JSON.stringify(text)}: give a price such as 64000.10`);
  }

  volume(): number {
    const text = this.text("volume");
    return VOLUME.test(text)
      ? Number(text)
      : this.fail(`volume is ${JSON.stringify(text)}: give an amount such as 12.5, or 0`);
  }

  text(column: Column): string {
    const text = this.#row[this.#places[column]];
    return text ?? this.fail(`the row ends before its ${column}`);
  }

  fail(what: string): never {
    throw new CsvError(this.#line, what);
  }
}

function readRow(reader: Reader, candles: Candles, index: number): void {
  const openTime = reader.time();
  if (index > 0 && openTime <= (candles.openTime[index - 1] as number))
    reader.fail("open_time is not later than that of the row before: sort the rows and leave out repeated ones");
  const [open, high, low, close] = [
    reader.price("open"),
    reader.price("high"),
    reader.price("low"),
    reader.price("close"),
  ];
  if (low > Math.min(open, close) || high < Math.max(open, close))
    reader.fail("open and close do not lie between low and high");
  candles.openTime[index] = openTime;
  candles.open[index] = open;
  candles.high[index] = high;
  candles.low[index] = low;
  candles.close[index] = close;
  candles.volume[index] = reader.volume();
}
