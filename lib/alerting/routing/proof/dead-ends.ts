/** What is written and can have no effect. */
import { type AlertingError, deadRoute, unusedInterval, unusedReceiver } from "../../errors.ts";
import { type Branch, branched, receiversIn } from "../branch.ts";
import { matches } from "../matchers.ts";
import { intervalsOf, receiversOf } from "../route.ts";
import type { Passage } from "./passages.ts";
import type { Routing } from "./routing.ts";

/** Routes that no alert enters: none has their labels, or an earlier route takes all that have. */
export function deadRoutes({ route }: Pick<Routing, "route">, all: readonly Passage[]): readonly AlertingError[] {
  const entered = new Set(all.flatMap((passage) => passage.entered.map(({ name }) => name)));
  const below = ({ branches }: Branch, coming: readonly Passage[]): readonly AlertingError[] =>
    branches.flatMap((branch, index) => {
      const fitting = coming.filter(({ labels }) => matches(branch.when, labels));
      if (entered.has(branch.name)) return below(branch, fitting);
      const takers = branches.slice(0, index).filter(({ when }) => fitting.some(({ labels }) => matches(when, labels)));
      return [deadRoute(branch.name, takers.find(({ goesOn }) => !goesOn)?.name)];
    });
  return below(branched(route), all);
}

/** Receivers that no alert reaches; those whose secret is missing are told of elsewhere. */
export function unusedReceivers(
  { route, receivers = [] }: Pick<Routing, "route" | "receivers">,
  all: readonly Passage[],
): readonly AlertingError[] {
  const absent = receiversOf(route).filter(({ kind }) => kind === "absent");
  const used = new Set([...all.flatMap(receiversIn), ...absent].map(({ name }) => name));
  const names = new Set([...receiversOf(route), ...receivers].map(({ name }) => name));
  return [...names].filter((name) => !used.has(name)).map(unusedReceiver);
}

export function unusedIntervals({
  route,
  intervals = [],
}: Pick<Routing, "route" | "intervals">): readonly AlertingError[] {
  const used = new Set(intervalsOf(route).map(({ name }) => name));
  return intervals.filter(({ name }) => !used.has(name)).map(({ name }) => unusedInterval(name));
}
