import { isEqual } from "../plan/equal.ts";
import { isMarked } from "../plan/marks.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Marks, Value } from "../plan/value.ts";

/** The attributes of one side; none where the object does not exist there. */
export const attributesOf = (value: Value): { readonly [key: string]: Value } =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Value })
    : {};

/** Whether the attribute, or a part of it, is known only at the apply. */
export function isUnknown({ afterUnknown }: ResourceChange, attribute: string): boolean {
  if (typeof afterUnknown === "boolean") return afterUnknown;
  if (Array.isArray(afterUnknown)) return false;
  if (!Object.hasOwn(afterUnknown, attribute)) return false;
  return isMarked((afterUnknown as { readonly [key: string]: Marks })[attribute] ?? false);
}

/**
 * The attributes (blocks included) that differ between what a provider read at two times, or will only be known at the
 * apply, by name. Null, empty text, zero, false, an empty list and an empty object are one: providers swap them at every
 * refresh. The order of blocks means nothing.
 */
export const changedAttributes = (change: ResourceChange): readonly string[] => remembered(loose, change, isSame);

/**
 * The attributes that a planned update changes, or that will only be known at the apply, by name. Zero beside null and
 * another order of blocks count: a provider has already taken out of an update what means nothing to it.
 */
export const plannedAttributes = (change: ResourceChange): readonly string[] =>
  change.action === "update"
    ? remembered(strict, change, (one, other) => isEqual(one ?? null, other ?? null))
    : changedAttributes(change);

type Asked = WeakMap<ResourceChange, readonly string[]>;

// Every lie and every rule of the verdict asks the same of each change.
const [loose, strict]: readonly [Asked, Asked] = [new WeakMap(), new WeakMap()];

type Alike = (one: Value | undefined, other: Value | undefined) => boolean;

function remembered(asked: Asked, change: ResourceChange, isAlike: Alike): readonly string[] {
  const known = asked.get(change);
  if (known) return known;
  const changed = compared(change, isAlike);
  asked.set(change, changed);
  return changed;
}

function compared(change: ResourceChange, isAlike: Alike): readonly string[] {
  const [before, after] = [attributesOf(change.before), attributesOf(change.after)];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const unknown = typeof change.afterUnknown === "object" ? Object.keys(change.afterUnknown) : [];
  for (const name of unknown) names.add(name);
  return [...names].filter((name) => isUnknown(change, name) || !isAlike(before[name], after[name])).sort();
}

/** Whether two values are the same to whoever runs the object. */
export const isSame = (one: Value | undefined, other: Value | undefined): boolean =>
  isEqual(one, other) || print(one) === print(other);

const print = (value: Value | undefined): string => JSON.stringify(meaning(value)) ?? "";

function meaning(value: Value | undefined): unknown {
  if (value === undefined || value === null || value === "" || value === 0 || value === false) return undefined;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return listMeaning(value);
  const entries = Object.entries(value).flatMap(([key, one]) => {
    const meant = meaning(one);
    return meant === undefined ? [] : [[key, meant] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) : undefined;
}

// Sets of blocks come in any order, lists of texts (a command) in theirs.
function listMeaning(list: readonly Value[]): unknown {
  if (list.length === 0) return undefined;
  const blocks = list.every((one) => typeof one === "object" && one !== null);
  return blocks ? list.map((one) => JSON.stringify(meaning(one)) ?? "").sort() : list;
}
