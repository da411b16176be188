import { branched, type Walk, walk } from "../branch.ts";
import { type Carried, carriedBy, decidingFor } from "../carried.ts";
import { type Inhibition, silences } from "../inhibition.ts";
import { matches } from "../matchers.ts";
import type { Routing } from "./routing.ts";

/** An alert with labels that it can carry, and its way through the tree. */
export interface Passage extends Carried, Walk {}

/** Every alert with every set of labels that it can carry. */
export function passages(routing: Pick<Routing, "alerts" | "route" | "inhibitions" | "values">): readonly Passage[] {
  const root = branched(routing.route);
  const deciding = decidingFor(root, routing.inhibitions);
  return routing.alerts
    .flatMap((alert) => carriedBy(alert, deciding, routing.values))
    .map((carried) => ({ ...carried, ...walk(carried.labels, root) }));
}

/** One alert that silences another, by an inhibition. */
export interface Silencing {
  readonly inhibition: Inhibition;
  readonly by: Carried;
  readonly of: Carried;
}

/** Every pair of alerts of which one can silence the other. */
export const silencings = (carried: readonly Carried[], inhibitions: readonly Inhibition[]): readonly Silencing[] =>
  inhibitions.flatMap((inhibition) => {
    const targets = carried.filter(({ labels }) => matches(inhibition.target, labels));
    return carried
      .filter(({ labels }) => matches(inhibition.source, labels))
      .flatMap((by) =>
        targets.filter((of) => silences(inhibition, by.labels, of.labels)).map((of) => ({ inhibition, by, of })),
      );
  });
