import { canonical, type RulerGroup } from "./ruler.ts";

/** What has to be done to a namespace so that it holds our groups and no others. */
export interface RulerSync {
  readonly create: readonly RulerGroup[];
  /** There, and saying something else. */
  readonly replace: readonly RulerGroup[];
  readonly unchanged: readonly RulerGroup[];
  /** In our namespace, and not among our groups any more. */
  readonly remove: readonly RulerGroup[];
}

/** `ours` is what the code says, `theirs` what stands in the namespace now; both by unique names. */
export function rulerSync(ours: readonly RulerGroup[], theirs: readonly RulerGroup[]): RulerSync {
  const standing = new Map(theirs.map((group) => [group.name, canonical(group)]));
  const wanted = new Set(ours.map(({ name }) => name));
  const there = ours.filter(({ name }) => standing.has(name));
  const isSame = (group: RulerGroup) => standing.get(group.name) === canonical(group);
  return {
    create: ours.filter(({ name }) => !standing.has(name)),
    replace: there.filter((group) => !isSame(group)),
    unchanged: there.filter(isSame),
    remove: theirs.filter(({ name }) => !wanted.has(name)),
  };
}

/** Whether the namespace holds our groups already, and nothing else. */
export const isInSync = ({ create, replace, remove }: RulerSync): boolean =>
  create.length + replace.length + remove.length === 0;
