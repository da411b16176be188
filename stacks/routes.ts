import type { RootRoute, Timing } from "../lib/alerting/routing/index.ts";
import { hours, minutes, seconds } from "../lib/metrics/units.ts";
import type { Audience } from "./audience.ts";

const critical: Timing = { wait: seconds(10), interval: minutes(1), repeat: hours(4) };
const warning: Timing = { wait: seconds(30), interval: minutes(5), repeat: hours(12) };
/** The Watchdog says once a day that alerting works, mail included, which no dead man's switch sees. */
const heartbeat: Timing = { wait: seconds(30), interval: minutes(5), repeat: hours(24) };
/** A dead man's switch and the watchman wait for minutes, not for a day. */
export const pulse: Timing = { wait: seconds(1), interval: minutes(1), repeat: minutes(1) };

/** Who is told of what, at the pace of a real environment. */
export const routesTo = ({ people, pager, watchman, deadManSwitch, history, quiet = [] }: Audience): RootRoute => ({
  to: people,
  timing: warning,
  routes: [
    { to: history, timing: critical, continue: true },
    ...(pager ? [{ to: pager, when: { severity: "critical" }, timing: critical, continue: true } as const] : []),
    { to: people, when: { severity: "critical" }, timing: critical },
    ...(watchman ? [{ to: watchman, when: { severity: "none" }, timing: pulse, continue: true } as const] : []),
    deadManSwitch
      ? { to: deadManSwitch, when: { severity: "none" }, timing: pulse }
      : { to: people, when: { severity: "none" }, timing: heartbeat },
    // Said, not left to the root: an alert that a child has taken does not come back to it.
    { to: people, timing: warning, ...(quiet.length > 0 && { muted: quiet }) },
  ],
});
