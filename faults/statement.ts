import type { Duration } from "../lib/metrics/units.ts";
import type { Environment } from "../stacks/environment.ts";

/** What passes between the fault and the first scrape that can show it, with the reason. */
export interface Delay {
  readonly lasts: (environment: Environment) => Duration;
  readonly because: string;
}

/** Who is told in an environment where everything is on site: the people by mail, the application for its history. */
export const RECEIVERS = ["email", "application"] as const;
export type Told = (typeof RECEIVERS)[number];

/** An alert that tells of the fault. */
export interface Notice {
  /** `WATCHMAN` where no alert can be told any more, and the watchman mails by itself. */
  readonly alert: string;
  readonly job: string;
  /** Absent where the first scrape after the fault shows it. */
  readonly after?: Delay;
  /** Everyone when absent; who is left out cannot be told, and `because` says why. */
  readonly told?: { readonly by: readonly Told[]; readonly because: string };
}

export const toldBy = ({ told }: Pick<Notice, "told">): readonly Told[] => told?.by ?? RECEIVERS;

/** What its mails are called; no rule of Prometheus. */
export const WATCHMAN = "Watchman";

interface Common {
  /** What is lost, in a sentence; "Nothing." when absent. A trade never is: the run counts them. */
  readonly loses?: string;
  /** How it comes back once the fault is gone, in a sentence. */
  readonly recovers?: string;
}

export interface Noticed extends Common {
  readonly notices: readonly [Notice, ...Notice[]];
}

/** A cell without an alert, and why that is right. It is run all the same: nothing may be lost, and it has to recover. */
export interface Waived extends Common {
  readonly waived: string;
}

/** What a cell of the matrix promises. */
export type Statement = Noticed | Waived;

export const isWaived = (statement: Statement): statement is Waived => "waived" in statement;
