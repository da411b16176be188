/** What many services have in common when they are broken. */
import { seconds } from "../../lib/metrics/units.ts";
import { RESTART_INTERVALS } from "../kinds/restart-loop.ts";
import type { Delay, Notice, Noticed } from "../statement.ts";

/** A scrape, or a probe, that nobody answers fails at its time-out. */
export const UNANSWERED: Delay = {
  lasts: ({ scrapeTimeout }) => scrapeTimeout,
  because: "a scrape that is not answered fails at its time-out",
};

/** So many seconds, whatever the environment's pace is. */
export const delay = (lasts: number, because: string): Delay => ({ lasts: () => seconds(lasts), because });

/** It is no longer there: its alert tells, at once where the connection is refused, at the time-out where nobody answers. */
export const gone = (notice: Notice, more: Omit<Noticed, "notices"> = {}) => {
  const late: Notice = { after: UNANSWERED, ...notice };
  return {
    stop: { notices: [late], ...more },
    kill: { notices: [late], ...more },
    freeze: { notices: [late], ...more },
    "cut-network": { notices: [late], ...more },
  } as const satisfies Record<string, Noticed>;
};

/** The alert of its restarts; each of them takes some scrapes, and the third one makes a loop. */
export const looping = (notice: Notice, more: Omit<Noticed, "notices"> = {}): { readonly "restart-loop": Noticed } => ({
  "restart-loop": { notices: [{ after: THIRD_RESTART, ...notice }], ...more },
});

const THIRD_RESTART: Delay = {
  lasts: ({ interval }) => seconds(3 * RESTART_INTERVALS * interval.value),
  because: "three restarts make a loop",
};

const TWO_SECONDS: Delay = delay(
  2,
  "its answer to the scrape, and what Alertmanager is told through it, come 2 s late",
);

/** Its answers come late, and the scrapes of it say so. */
export const sluggish = (job: string, told?: Notice["told"]): { readonly slow: Noticed } => ({
  slow: { notices: [{ alert: "ScrapeSlow", job, after: TWO_SECONDS, ...(told && { told }) }], loses: "Nothing." },
});
