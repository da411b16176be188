import type { Expression, Modified } from "../../parse/ast.ts";
import { LONGEST_DURATION } from "../../parse/literals.ts";
import type { Type, Walk } from "./walk.ts";

/** Milliseconds are kept in 64 bits. */
const LAST_SECOND = 2 ** 63;

export function modified(node: Modified, walk: Walk): Type {
  const type = walk.typeOf(node.of);
  if (node.modifier === "anchored" || node.modifier === "smoothed") extended(node, walk);
  else if (!modifiable(node.of)) {
    const message = `${node.modifier} can only follow a selector, a range or a subquery: move it inside`;
    walk.report("modifier", node, message);
  } else if (hasModifier(node.of, node.modifier))
    walk.report("modifier", node, `${node.modifier} is set twice; keep one`);
  times(node, walk);
  return type;
}

function times({ offset, time, ...node }: Modified, { report, needs }: Walk): void {
  if (offset?.experimental) needs("duration-expressions", offset, "a calculated offset");
  if (Math.abs(offset?.seconds ?? 0) > LONGEST_DURATION)
    report("duration", offset ?? node, "an offset is at most about 292 years");
  if (time !== undefined && !(Math.abs(time) < LAST_SECOND))
    report("time", node, "@ takes the seconds since 1970, a finite number");
}

function extended(node: Modified, { needs, report }: Walk): void {
  needs("extended-ranges", node, node.modifier);
  const other = node.modifier === "anchored" ? "smoothed" : "anchored";
  const target = withoutTimes(node.of);
  if (hasModifier(node.of, other)) report("modifier", node, "anchored and smoothed exclude each other; keep one");
  else if (target.kind !== "selector" && target.kind !== "range" && !hasModifier(node.of, node.modifier))
    report("modifier", node, `${node.modifier} can only follow a selector or its range`);
}

function modifiable(node: Expression): boolean {
  const target = withoutModifiers(node);
  if (target.kind === "range") return ["selector", "modified", "variable"].includes(target.of.kind);
  return ["selector", "subquery", "variable", "unreadable"].includes(target.kind);
}

const withoutModifiers = (node: Expression): Expression =>
  node.kind === "modified" ? withoutModifiers(node.of) : node;
const withoutTimes = (node: Expression): Expression =>
  node.kind === "modified" && (node.modifier === "offset" || node.modifier === "@") ? withoutTimes(node.of) : node;

/** A modifier of a selector stands before or behind its range. */
function hasModifier(node: Expression, modifier: Modified["modifier"]): boolean {
  if (node.kind === "modified") return node.modifier === modifier || hasModifier(node.of, modifier);
  return node.kind === "range" && hasModifier(node.of, modifier);
}
