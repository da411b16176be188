import type { Plan } from "../plan/plan.ts";
import { happensTo, isAway } from "./classify.ts";
import type { KnownOf } from "./known.ts";

/** What nobody watches, or is not told of, while this is applied: what the monitoring that is itself away would see. */
export function unwatchedOf({ changes }: Plan, knownOf: KnownOf): readonly string[] {
  const lines = changes.flatMap((change) => {
    const happens = happensTo(change);
    const known = knownOf(change);
    if (!isAway(happens) || known?.watches === undefined || known.carriesTo || change.deposed !== undefined) return [];
    const when =
      happens === "destroyed"
        ? `from when ${known.name} is destroyed`
        : `while ${known.name} is ${happens} (${known.restart ?? "how long was not measured"})`;
    return known.watches.map((watched) => `${watched}, ${when}`);
  });
  return [...new Set(lines)];
}
