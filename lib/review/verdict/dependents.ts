import type { Plan, ResourceChange } from "../plan/plan.ts";
import type { KnownOf } from "./known.ts";

/** A resource's address in the configuration: no index, no key of `for_each`. */
export const withoutIndices = (address: string): string => address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\]/g, "");

/** Who directly uses an object, by an operator's name: as its owner knows, else as the configuration refers to it. */
export function dependentsIn(plan: Plan, known: KnownOf): (change: ResourceChange) => readonly string[] {
  const users = reversed(plan.references);
  const names = namesIn(plan, known);
  return (change) => {
    const told = known(change)?.dependents;
    if (told) return told;
    const direct = [...(users.get(withoutIndices(change.address)) ?? [])];
    return [...new Set(direct.map((address) => names.get(address) ?? address))].sort();
  };
}

function reversed(references: Plan["references"]): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  for (const [user, used] of references)
    for (const address of used) {
      const of = withoutIndices(address);
      users.set(of, (users.get(of) ?? new Set()).add(user));
    }
  return users;
}

const namesIn = ({ changes }: Plan, known: KnownOf): ReadonlyMap<string, string> =>
  new Map(
    changes.flatMap((change) => {
      const name = known(change)?.name;
      return name === undefined ? [] : [[withoutIndices(change.address), name] as const];
    }),
  );
