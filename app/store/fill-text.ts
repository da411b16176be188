import { z } from "zod";
import { parseUnits, unitsText } from "../portfolio/units.ts";
import type { FillRow } from "./rows.ts";

/** Version 0.1 wrote fees with more than eight decimals. */
const BEYOND_UNITS = /(\.\d{8})\d+$/;

const units = z
  .string()
  .transform((text) => parseUnits(text.replace(BEYOND_UNITS, "$1")))
  .refine((value) => !Number.isNaN(value));

const fillRow = z.object({
  id: z.string().min(1),
  time: z.number(),
  fill: z
    .object({
      asset: z.string(),
      side: z.enum(["buy", "sell"]),
      liquidity: z.enum(["maker", "taker"]).optional(),
      quantity: units,
      price: units,
      fee: units,
    })
    .transform(({ quantity: size, liquidity, ...fill }) => ({ ...fill, liquidity, size })),
});

/** A fill as a line of JSON, line break included; amounts are decimal texts, `quantity` is the size. */
export function fillLine({ id, time, fill: { size, price, fee, ...fill } }: FillRow): string {
  const amounts = { quantity: unitsText(size), price: unitsText(price), fee: unitsText(fee) };
  return `${JSON.stringify({ id, time, fill: { ...fill, ...amounts } })}\n`;
}

/** The fill of a line; undefined when it is none, such as one that a crash cut short. */
export function parseFillLine(line: string): FillRow | undefined {
  try {
    return fillRow.safeParse(JSON.parse(line)).data;
  } catch {
    // No JSON: told by the caller, who has the file's name.
    return undefined;
  }
}
