import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { Money } from "../portfolio/money.ts";
import { SpillError } from "./errors.ts";
import type { TradeRow } from "./rows.ts";

/** What a spill file holds: `size` is how much of it was read. */
export interface Spilled {
  readonly rows: readonly TradeRow[];
  /** Lines that are no fill, such as one that a crash cut short. */
  readonly corrupt: number;
  readonly size: number;
}

const NOTHING: Spilled = { rows: [], corrupt: 0, size: 0 };

const money = z
  .string()
  .regex(/^\d+(\.\d+)?$/)
  .transform((text) => new Money(text));
const tradeRow = z.object({
  kind: z.literal("trade"),
  time: z.number(),
  id: z.string(),
  fill: z.object({ asset: z.string(), side: z.enum(["buy", "sell"]), quantity: money, price: money, fee: money }),
});

const text = ({ fill, ...row }: TradeRow): string => {
  const { asset, side, quantity, price, fee } = fill;
  const exact = { asset, side, quantity: quantity.toFixed(), price: price.toFixed(), fee: fee.toFixed() };
  return `${JSON.stringify({ ...row, fill: exact })}\n`;
};

function parseLine(line: string): TradeRow | undefined {
  try {
    return tradeRow.safeParse(JSON.parse(line)).data;
  } catch {
    // No JSON: counted by the caller as corrupt.
    return undefined;
  }
}

/**
 * Fills that wait on the disk for the database, one JSON object a line. Written synchronously: a stop may have no turn
 * of the event loop left. Every method throws STORE_SPILL.
 */
export class SpillFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Adds rows; once it returns they are on the disk. */
  append(rows: readonly TradeRow[]): void {
    this.#guarded(() => {
      mkdirSync(dirname(this.path), { recursive: true });
      const file = openSync(this.path, "a", 0o600);
      try {
        // The line break before ends a line that a crash or a full disk cut short.
        writeSync(file, `\n${rows.map(text).join("")}`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    });
  }

  read(): Spilled {
    return this.#guarded(() => {
      if (!existsSync(this.path)) return NOTHING;
      const content = readFileSync(this.path);
      const lines = content
        .toString("utf8")
        .split("\n")
        .filter((line) => line !== "");
      const rows = lines.map(parseLine).filter((row) => row !== undefined);
      return { rows, corrupt: lines.length - rows.length, size: content.length };
    });
  }

  /** Keeps a copy beside it, for who wants to know what its corrupt lines were. */
  keepAside(): void {
    this.#guarded(() => copyFileSync(this.path, `${this.path}.corrupt`));
  }

  /** Removes the file unless it grew since it was read; fills that are then written again are written once. */
  clear({ size }: Spilled): void {
    this.#guarded(() => {
      if (size > 0 && statSync(this.path).size === size) unlinkSync(this.path);
    });
  }

  #guarded<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw new SpillError(this.path, error);
    }
  }
}
