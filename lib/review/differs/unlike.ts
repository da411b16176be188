import { attributesOf, isUnknown } from "../guard/attributes.ts";
import { isEqual } from "../plan/equal.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Marks, Value } from "../plan/value.ts";

/**
 * The change with those attributes alone that differ, in value or in marks, or will only be known at the apply: most of
 * a resource stays as it is, and what stays need not be taken apart. One that comes or goes stays whole.
 */
export function unlike(change: ResourceChange): ResourceChange {
  const { before, after } = change;
  if (before === null || after === null || change.afterUnknown === true) return change;
  const [were, are] = [attributesOf(before), attributesOf(after)];
  const isSame = (name: string): boolean =>
    Object.hasOwn(were, name) &&
    Object.hasOwn(are, name) &&
    isEqual(were[name], are[name]) &&
    !isUnknown(change, name) &&
    isEqual(markOf(change.beforeSensitive, name), markOf(change.afterSensitive, name));
  return { ...change, before: without(were, isSame), after: without(are, isSame) };
}

const without = (attributes: { readonly [name: string]: Value }, isSame: (name: string) => boolean): Value =>
  Object.fromEntries(
    Object.keys(attributes)
      .filter((name) => !isSame(name))
      .map((name) => [name, attributes[name] as Value]),
  );

const markOf = (marks: Marks, name: string): Marks => {
  if (typeof marks === "boolean" || Array.isArray(marks)) return marks;
  const fields = marks as { readonly [name: string]: Marks };
  return Object.hasOwn(fields, name) ? (fields[name] ?? false) : false;
};
