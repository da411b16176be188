import type { DurationNode, Modified, Range, Selector, Subquery } from "../../parse/ast.ts";
import { LONGEST_DURATION } from "../../parse/literals.ts";
import { compile } from "../../regex/matching.ts";
import { canBeEmpty } from "../regex.ts";
import { a, type Type, type Walk } from "./walk.ts";

export function selector(node: Selector, walk: Walk): Type {
  if (node.namedTwice) walk.report("name", node, "the metric's name is set twice; keep one");
  patterns(node, walk);
  const selects = node.matchers.some((matcher) => matcher.variable || !canBeEmpty(matcher));
  if (node.name === undefined && !selects) {
    const message = "this selects every series there is; name a metric or a label value that is not empty";
    walk.report("empty-selector", node, message);
  }
  return "instant vector";
}

/** Also of what names no series, as in info(). */
export function patterns({ matchers }: Selector, { report }: Walk): void {
  for (const matcher of matchers) {
    if (!matcher.operator.endsWith("~") || matcher.variable) continue;
    const { mistake } = compile(matcher.value);
    if (mistake !== undefined) report("pattern", matcher, `Prometheus cannot read this pattern: ${mistake}`);
  }
}

export function range(node: Range, walk: Walk): Type {
  if (!["selector", "variable", "unreadable"].includes(node.of.kind)) rangeOfOther(node, walk);
  walk.typeOf(node.of);
  duration(node.range, walk);
  return "range vector";
}

function rangeOfOther({ of, ...node }: Range, { report, text }: Walk): void {
  if (of.kind !== "modified") {
    const subquery = `${text.slice(of.from, node.range.to)}:]`;
    report("range", node, "only a selector has a range; of anything else take a subquery", subquery);
    return;
  }
  if (!mayStandBefore(of)) report("range", node, `${of.modifier} stands behind the range: write it after the brackets`);
}

/** Prometheus looks for a time and an offset only, so it takes `up @ end()[5m]`. */
function mayStandBefore({ modifier, time, of }: Modified): boolean {
  if (modifier === "@") return time === undefined;
  return modifier !== "offset" && of.kind === "selector";
}

export function subquery(node: Subquery, walk: Walk): Type {
  const type = walk.typeOf(node.of);
  if (type !== undefined && type !== "instant vector")
    walk.report("subquery", node, `a subquery is taken of an instant vector, not of ${a(type)}`);
  duration(node.range, walk);
  if (node.step) duration(node.step, walk);
  return "range vector";
}

function duration(node: DurationNode, { report, needs }: Walk): void {
  if (node.experimental) needs("duration-expressions", node, "a calculated duration");
  const { seconds } = node;
  if (seconds === undefined) return;
  if (!(seconds > 0)) report("duration", node, "a duration must be greater than 0");
  if (Math.abs(seconds) > LONGEST_DURATION) report("duration", node, "a duration is at most about 292 years");
}
