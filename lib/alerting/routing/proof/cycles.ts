import { type AlertingError, inhibitionCycle } from "../../errors.ts";
import { type Carried, carriedName } from "../carried.ts";
import type { Inhibition } from "../inhibition.ts";
import { matches } from "../matchers.ts";
import { type Silencing, silencings } from "./passages.ts";

/** Alerts that silence themselves, or one another in a circle: while all of them fire, none is told. */
export function inhibitionCycles(
  inhibitions: readonly Inhibition[],
  carried: readonly Carried[],
): readonly AlertingError[] {
  const ofThemselves = carried.filter(({ labels }) =>
    inhibitions.some(({ source, target }) => matches(source, labels) && matches(target, labels)),
  );
  const circle = circleIn(silencings(carried, inhibitions));
  return [...ofThemselves.map((one) => [one]), ...(circle ? [circle] : [])].map((alerts) =>
    inhibitionCycle(alerts.map(carriedName)),
  );
}

/** The first circle found, each the silencer of the next. */
function circleIn(pairs: readonly Silencing[]): readonly Carried[] | undefined {
  const silenced = new Map<Carried, Carried[]>();
  for (const { by, of } of pairs) silenced.set(by, [...(silenced.get(by) ?? []), of]);
  const harmless = new Set<Carried>();
  const from = (one: Carried, path: readonly Carried[]): readonly Carried[] | undefined => {
    if (path.includes(one)) return path.slice(path.indexOf(one));
    if (harmless.has(one)) return undefined;
    const found = firstOf(silenced.get(one) ?? [], (next) => from(next, [...path, one]));
    if (!found) harmless.add(one);
    return found;
  };
  return firstOf([...silenced.keys()], (one) => from(one, []));
}

function firstOf<A, B>(items: readonly A[], find: (item: A) => B | undefined): B | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
