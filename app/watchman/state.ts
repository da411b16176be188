import { z } from "zod";
import { MAIL_KINDS } from "../../metrics/quantflow/watchman.ts";

/** Milliseconds since the epoch. */
const instant = z.int().min(0);

const mail = z.object({
  kind: z.enum(MAIL_KINDS),
  subject: z.string(),
  text: z.string(),
});
export type Mail = Readonly<z.output<typeof mail>>;

/** What the watchman has to know after a restart, be it hours later. */
export const watchState = z.object({
  /** Absent: there never was a heartbeat. */
  lastHeartbeat: instant.optional(),
  /** When Alertmanager told that the Watchdog had ended; absent while it goes on, and when nothing was told. */
  ended: instant.optional(),
  /** Present from the time when too many heartbeats are missing until the next one. */
  silence: z.object({ since: instant, reminders: z.int().min(0) }).optional(),
  /** Oldest first. */
  waiting: z.array(mail),
});
export type WatchState = Readonly<z.output<typeof watchState>>;

export const NOTHING_HEARD: WatchState = { waiting: [] };
