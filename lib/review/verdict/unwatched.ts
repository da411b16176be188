import type { Plan } from "../plan/plan.ts";
import { happensTo, isAway } from "./classify.ts";
import type { Known, KnownOf } from "./known.ts";
import type { Happens } from "./verdict.ts";

/** A replacement makes the container anew besides: what was measured, a restart, is the least that it takes. */
const howLong = ({ restart }: Known, happens: Happens | undefined): string => {
  if (restart === undefined) return "how long was not measured";
  return happens === "replaced" ? `at least ${restart}` : restart;
};

/** What nobody watches, or is not told of, while this is applied: what the monitoring that is itself away would see. */
export function unwatchedOf({ changes }: Plan, knownOf: KnownOf): readonly string[] {
  const lines = changes.flatMap((change) => {
    const happens = happensTo(change);
    const known = knownOf(change);
    if (!isAway(happens) || known?.watches === undefined || known.carriesTo || change.deposed !== undefined) return [];
    const when =
      happens === "destroyed"
        ? `from when ${known.name} is destroyed`
        : `while ${known.name} is ${happens} (${howLong(known, happens)})`;
    return known.watches.map((watched) => `${watched}, ${when}`);
  });
  return [...new Set(lines)];
}
