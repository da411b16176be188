import { attributesOf } from "../guard/attributes.ts";
import { trueDifferences } from "../guard/perpetual.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Marks } from "../plan/value.ts";

/** Without what the provider decides anew at every creation, which matters to nobody but the object itself. */
export function withoutComputed(change: ResourceChange): ResourceChange {
  const marks = marksOf(change.afterUnknown);
  const forcing = new Set(change.replacePaths.map(([root]) => root));
  const keeps = (name: string): boolean => forcing.has(name) || marks[name] !== true;
  return withOnly(change, keeps);
}

/** What the world changed, without what the provider reads differently at every refresh. */
export function asRead(change: ResourceChange): ResourceChange {
  const differ = new Set(trueDifferences(change));
  return { ...withOnly(change, (name) => differ.has(name)), action: "read" };
}

const marksOf = (marks: Marks): { readonly [attribute: string]: Marks } =>
  typeof marks === "boolean" || Array.isArray(marks) ? {} : (marks as { readonly [attribute: string]: Marks });

/** Both sides with some of their attributes. */
export function withOnly(change: ResourceChange, keeps: (attribute: string) => boolean): ResourceChange {
  const kept = <T>(of: { readonly [attribute: string]: T }) =>
    Object.fromEntries(Object.entries(of).filter(([name]) => keeps(name)));
  return {
    ...change,
    before: kept(attributesOf(change.before)),
    after: kept(attributesOf(change.after)),
    afterUnknown: kept(marksOf(change.afterUnknown)),
  };
}
