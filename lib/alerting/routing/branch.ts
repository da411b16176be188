import { type LabelMatch, type LabelSet, matches } from "./matchers.ts";
import type { Receiver } from "./receiver.ts";
import { GROUP_BY, type RootRoute, type Route, type Timing } from "./route.ts";
import type { Speaking } from "./speaking.ts";

/** A route at its place in the tree, with what it inherits. */
export interface Branch extends Speaking {
  /** For people: `route 2.1 to mail`, counted as they stand; `the root` itself. */
  readonly name: string;
  readonly to: Receiver;
  readonly when: LabelMatch;
  readonly timing: Timing;
  readonly groupBy: readonly string[];
  readonly goesOn: boolean;
  readonly branches: readonly Branch[];
}

/** The tree with every route's inherited values filled in. Source: alertmanager dispatch/route.go, NewRoute. */
export const branched = (root: RootRoute): Branch => ({
  ...branch(root, "", { timing: root.timing, groupBy: GROUP_BY }),
  name: "the root",
});

function branch(route: Route, place: string, above: Pick<Branch, "timing" | "groupBy">): Branch {
  const { to, when = {}, muted = [], active = [], routes = [] } = route;
  const inherited = { timing: route.timing ?? above.timing, groupBy: route.groupBy ?? above.groupBy };
  const within = place === "" ? "" : `${place}.`;
  return {
    ...{ name: `route ${place} to ${to.name}`, to, when, muted, active, ...inherited },
    goesOn: route.continue ?? false,
    branches: routes.map((child, index) => branch(child, `${within}${index + 1}`, inherited)),
  };
}

/** The branch and everything under it, in their order. */
export const everyBranch = (root: Branch): readonly Branch[] => [root, ...root.branches.flatMap(everyBranch)];

export interface Walk {
  /** The branches that tell of the alert. */
  readonly telling: readonly Branch[];
  /** Those, and the ones above them. */
  readonly entered: readonly Branch[];
}
const NOWHERE: Walk = { telling: [], entered: [] };

/** The way of an alert with these labels through the tree. Source: alertmanager dispatch/route.go, Match. */
export function walk(labels: LabelSet, root: Branch): Walk {
  if (!matches(root.when, labels)) return NOWHERE;
  const walks: Walk[] = [];
  for (const child of root.branches) {
    const found = walk(labels, child);
    walks.push(found);
    if (found.telling.length > 0 && !child.goesOn) break;
  }
  const telling = walks.flatMap((one) => one.telling);
  return {
    telling: telling.length > 0 ? telling : [root],
    entered: [root, ...walks.flatMap((one) => one.entered)],
  };
}

/** The receivers an alert with these labels goes to. */
export const reach = (labels: LabelSet, root: RootRoute): readonly Receiver[] =>
  receiversIn(walk(labels, branched(root)));

export const receiversIn = ({ telling }: Walk): readonly Receiver[] =>
  telling.map(({ to }) => to).filter(({ kind }) => kind !== "absent");
