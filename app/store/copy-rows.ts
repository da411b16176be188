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

/** A whole number of up to 2^53 either side of zero, as eight bytes. */
function writeInteger(buffer: Buffer, value: number, at: number): number {
  const high = Math.floor(value / TWO_32);
  buffer.writeInt32BE(high, at);
  return buffer.writeUInt32BE(value - high * TWO_32, at + 4);
}

function numericDigits(units: number): number {
  let digits = 1;
  for (let rest = Math.floor(units / NUMERIC_BASE); rest > 0; rest = Math.floor(rest / NUMERIC_BASE)) digits += 1;
  return digits;
}

/** Units (1e-8), zero or more, as a numeric with its length in front. */
function writeNumeric(buffer: Buffer, units: number, at: number): number {
  const digits = numericDigits(units);
  let next = buffer.writeInt32BE(NUMERIC_HEADER_BYTES + 2 * digits, at);
  next = buffer.writeInt16BE(digits, next);
  next = buffer.writeInt16BE(digits - 1 - FRACTION_DIGITS, next);
  next = buffer.writeInt16BE(0, next);
  next = buffer.writeInt16BE(DECIMALS, next);
  let rest = units;
  for (let digit = digits - 1; digit >= 0; digit -= 1) {
    const higher = Math.floor(rest / NUMERIC_BASE);
    buffer.writeInt16BE(rest - higher * NUMERIC_BASE, next + 2 * digit);
    rest = higher;
  }
  return next + 2 * digits;
}

function writeRow(buffer: Buffer, columns: TickColumns, slot: number, symbol: Buffer, at: number): number {
  const milliseconds = (columns.time[slot] as number) - POSTGRES_EPOCH_MS;
  let next = buffer.writeInt16BE(COPY_COLUMNS.length, at);
  next = buffer.writeInt32BE(8, next);
  next = writeInteger(buffer, Math.round(milliseconds * 1000), next);
  next = buffer.writeInt32BE(symbol.length, next);
  next += symbol.copy(buffer, next);
  next = buffer.writeInt32BE(8, next);
  next = writeInteger(buffer, columns.id[slot] as number, next);
  next = writeNumeric(buffer, columns.price[slot] as number, next);
  next = buffer.writeInt32BE(8, next);
  return buffer.writeDoubleBE(columns.quantity[slot] as number, next);
}

/**
 * `count` rows from slot `from` on, around the end of the columns, as one whole COPY. Ids and times are whole numbers,
 * prices Units of zero or more; `symbols` by index, in UTF-8.
 */
export function copyRows(columns: TickColumns, from: number, count: number, symbols: readonly Buffer[]): Buffer {
  const longest = Math.max(0, ...symbols.map(({ length }) => length));
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + count * (MOST_ROW_BYTES + longest) + TRAILER_BYTES);
  let next = SIGNATURE.copy(buffer);
  next = buffer.fill(0, next, HEADER_BYTES) && HEADER_BYTES;
  for (let index = 0; index < count; index += 1) {
    const slot = (from + index) % columns.time.length;
    next = writeRow(buffer, columns, slot, symbols[columns.symbol[slot] as number] as Buffer, next);
  }
  return buffer.subarray(0, buffer.writeInt16BE(-1, next));
}
