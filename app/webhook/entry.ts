import { z } from "zod";
import { parseJson } from "../http/body.ts";
import { alertRecord } from "./schema.ts";

const keys = z.array(z.string());

/** What the alert log holds, one JSON object a line: alerts, and what became of their deliveries. */
const entry = z.discriminatedUnion("type", [
  /** An alert, and the channels that it is to be delivered to. */
  z.object({ type: z.literal("alert"), record: alertRecord, owed: z.array(z.string()) }),
  z.object({ type: z.literal("delivered"), channel: z.string(), keys }),
  /** Given up, and kept for who wants to try again. */
  z.object({
    type: z.literal("dead"),
    channel: z.string(),
    key: z.string(),
    /** ISO 8601. */
    at: z.string(),
    attempts: z.int(),
    reason: z.string(),
  }),
  /** Asked for again at a time, ISO 8601; without it, before that time was kept. */
  z.object({ type: z.literal("retry"), channel: z.string(), keys, at: z.string().optional() }),
  /** Keys of alerts that are no longer kept, with the milliseconds since the epoch of their arrival. */
  z.object({ type: z.literal("seen"), keys: z.array(z.tuple([z.string(), z.number()])) }),
]);

export type Entry = Readonly<z.output<typeof entry>>;
export type AlertEntry = Extract<Entry, { type: "alert" }>;

export const entryLine = (written: Entry): string => JSON.stringify(written);

/** The entry of a line; undefined when it is none. A line that is an alert alone was written before there were channels. */
export function parseEntry(line: string): Entry | undefined {
  const value = parseJson(line);
  const read = entry.safeParse(value);
  if (read.success) return read.data;
  const record = alertRecord.safeParse(value);
  return record.success ? { type: "alert", record: record.data, owed: [] } : undefined;
}
