import type { TickColumns } from "./tick-ring.ts";

/**
 * Rows of `quantflow.ticks` in the binary form of COPY, made straight from columns.
 * Source: https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-BINARY-FORMAT and the types' `_recv` functions.
 */
export const COPY_COLUMNS = ["time", "symbol", "id", "price", "quantity"] as const;

const SIGNATURE = Buffer.from("PGCOPY\n\xff\r\n\0", "latin1");
/** The signature, flags and the length of a header extension, both zero. */
const HEADER_BYTES = SIGNATURE.length + 8;
const TRAILER_BYTES = 2;
/** Milliseconds from the Unix epoch to PostgreSQL's, 2000-01-01. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const TWO_32 = 2 ** 32;
/** A numeric is a row of digits of base 10,000, two of which are our eight decimals. */
const NUMERIC_BASE = 10_000;
const FRACTION_DIGITS = 2;
const DECIMALS = 8;
const NUMERIC_HEADER_BYTES = 8;
/** 2^53 takes four digits of base 10,000. */
const MOST_NUMERIC_DIGITS = 4;
/** The number of columns, five lengths, and the columns themselves but for the symbol. */
const MOST_ROW_BYTES = 2 + 5 * 4 + 8 + 8 + (NUMERIC_HEADER_BYTES + 2 * MOST_NUMERIC_DIGITS) + 8;

/** What is written next, and where: a DataView, which costs a third of Buffer's checked writes. */
class RowWriter {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: number) {
    this.#bytes = Buffer.allocUnsafe(bytes);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, bytes);
  }

  int16(value: number): void {
    this.#view.setInt16(this.#at, value);
    this.#at += 2;
  }

  int32(value: number): void {
    this.#view.setInt32(this.#at, value);
    this.#at += 4;
  }

  /** A whole number of up to 2^53 either side of zero, in eight bytes. */
  int64(value: number): void {
    const high = Math.floor(value / TWO_32);
    this.#view.setInt32(this.#at, high);
    this.#view.setUint32(this.#at + 4, value - high * TWO_32);
    this.#at += 8;
  }

  double(value: number): void {
    this.#view.setFloat64(this.#at, value);
    this.#at += 8;
  }

  bytes(value: Uint8Array): void {
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
  }

  written(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }
}

/** Units (1e-8), zero or more, as a numeric with its length in front. */
function writeNumeric(writer: RowWriter, units: number): void {
  // By halves of two digits, which are small integers to the processor.
  const high = Math.floor(units / (NUMERIC_BASE * NUMERIC_BASE));
  const low = units - high * NUMERIC_BASE * NUMERIC_BASE;
  const digits = high === 0 ? FRACTION_DIGITS : high < NUMERIC_BASE ? FRACTION_DIGITS + 1 : MOST_NUMERIC_DIGITS;
  writer.int32(NUMERIC_HEADER_BYTES + 2 * digits);
  writer.int16(digits);
  writer.int16(digits - 1 - FRACTION_DIGITS);
  writer.int16(0);
  writer.int16(DECIMALS);
  if (high >= NUMERIC_BASE) writer.int16(Math.floor(high / NUMERIC_BASE));
  if (high > 0) writer.int16(high % NUMERIC_BASE);
  writer.int16(Math.floor(low / NUMERIC_BASE));
  writer.int16(low % NUMERIC_BASE);
}

function writeRow(writer: RowWriter, columns: TickColumns, slot: number, symbol: Uint8Array): void {
  const milliseconds = (columns.time[slot] as number) - POSTGRES_EPOCH_MS;
  writer.int16(COPY_COLUMNS.length);
  writer.int32(8);
  writer.int64(Math.round(milliseconds * 1000));
  writer.int32(symbol.length);
  writer.bytes(symbol);
  writer.int32(8);
  writer.int64(columns.id[slot] as number);
  writeNumeric(writer, columns.price[slot] as number);
  writer.int32(8);
  writer.double(columns.quantity[slot] as number);
}

/**
 * `count` rows from slot `from` on, around the end of the columns, as one whole COPY. Ids and times are whole numbers,
 * prices Units of zero or more; `symbols` by index, in UTF-8.
 */
export function copyRows(columns: TickColumns, from: number, count: number, symbols: readonly Uint8Array[]): Buffer {
  const longest = Math.max(0, ...symbols.map(({ length }) => length));
  const writer = new RowWriter(HEADER_BYTES + count * (MOST_ROW_BYTES + longest) + TRAILER_BYTES);
  writer.bytes(SIGNATURE);
  writer.int64(0);
  for (let index = 0; index < count; index += 1) {
    const slot = (from + index) % columns.time.length;
    writeRow(writer, columns, slot, symbols[columns.symbol[slot] as number] as Uint8Array);
  }
  writer.int16(-1);
  return writer.written();
}
