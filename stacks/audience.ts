import type { Receiver, TimeInterval } from "../lib/alerting/routing/index.ts";

/** Who is told in one environment. */
export interface Audience {
  /** Read by people; gets every alert that nobody else is given. */
  readonly people: Receiver;
  /** Wakes someone for what is critical, beside `people`. */
  readonly pager?: Receiver;
  /** Of ours, and mails people by itself when the Watchdog stops arriving. */
  readonly watchman?: Receiver;
  /** Outside, and raises the alarm when the Watchdog stops arriving; `people` when absent. */
  readonly deadManSwitch?: Receiver;
  /** Keeps a copy of everything. */
  readonly history: Receiver;
  /** When warnings may wait. */
  readonly quiet?: readonly TimeInterval[];
}
