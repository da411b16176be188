import { parseDuration } from "../../../promql/index.ts";
import { type Change, change, expressionChanges } from "./expression.ts";
import type { Rule } from "./read.ts";

const SEVERITIES = ["none", "info", "warning", "critical", "page"];

/** What differs between a rule before and after, that by which it fires less first told as such. */
export const ruleChanges = (before: Rule, after: Rule): readonly Change[] => [
  ...firingChanges(before, after),
  ...labelChanges(before.labels, after.labels),
  ...annotationChanges(before.annotations, after.annotations),
];

/** What changes when it fires, and for how long. */
export const firingChanges = (before: Rule, after: Rule): readonly Change[] => [
  ...expressionChanges(before.expr, after.expr),
  ...timeChanges("for", before.for, after.for, true),
  ...timeChanges("keep_firing_for", before.keepFiringFor, after.keepFiringFor, false),
];

function timeChanges(name: string, was: string, is: string, longerIsWeaker: boolean): readonly Change[] {
  const [before, after] = [parseDuration(was), parseDuration(is)];
  if (was === is || (before !== undefined && before === after)) return [];
  const longer = before !== undefined && after !== undefined && after > before;
  return [change(`${name} ${was} -> ${is}`, longer === longerIsWeaker)];
}

type Texts = Readonly<Record<string, string>>;

const labelChanges = (before: Texts, after: Texts): readonly Change[] =>
  differing(before, after).map((label) => {
    const [was, is] = [before[label], after[label]];
    const name = label === "severity" ? label : `label ${label}`;
    if (was === undefined) return change(`${name} ${is} added`);
    return is === undefined
      ? change(`${name} ${was} removed`, label === "severity")
      : change(`${name} ${was} -> ${is}`, isLower(was, is));
  });

const isLower = (was: string, is: string): boolean =>
  SEVERITIES.includes(is) && SEVERITIES.indexOf(is) < SEVERITIES.indexOf(was);

/** Of texts only the names: what they say now is read where they are shown. */
function annotationChanges(before: Texts, after: Texts): readonly Change[] {
  const said = (names: readonly string[], what: string): readonly Change[] =>
    names.length === 0 ? [] : [change(`${names.join(", ")} ${what}`)];
  const names = differing(before, after);
  return [
    ...said(
      names.filter((name) => name in before && name in after),
      "reworded",
    ),
    ...said(
      names.filter((name) => !(name in before)),
      "added",
    ),
    ...said(
      names.filter((name) => !(name in after)),
      "removed",
    ),
  ];
}

const differing = (before: Texts, after: Texts): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]).sort();
