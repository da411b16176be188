import type { Binary, Expression, Unary } from "../../parse/ast.ts";
import { COMPARISONS, SETS } from "../operators.ts";
import { a, type Type, type Walk } from "./walk.ts";

export function unary(node: Unary, walk: Walk): Type {
  const type = walk.typeOf(node.of);
  if (type === "string" || type === "range vector")
    walk.report("operand", node, `${node.operator} is for scalars and instant vectors, not for ${a(type)}`);
  return type;
}

export function binary(node: Binary, walk: Walk): Type {
  const left = operand(node.left, walk);
  const right = operand(node.right, walk);
  const scalars = [left, right].filter((type) => type === "scalar").length;
  comparison(node, scalars === 2, walk);
  if (SETS.has(node.operator)) set(node, scalars > 0, walk);
  matching(node, scalars > 0, walk);
  if (scalars === 2) return "scalar";
  const unknown = [left, right].includes(undefined) && ![left, right].includes("instant vector");
  return unknown ? undefined : "instant vector";
}

function operand(node: Expression, walk: Walk): Type {
  const type = walk.typeOf(node);
  if (type === "string" || type === "range vector")
    walk.report("operand", node, `an operator takes scalars and instant vectors, not ${a(type)}`);
  return type;
}

function comparison({ operator, operatorSpan, bool }: Binary, scalars: boolean, { report }: Walk): void {
  const compares = COMPARISONS.has(operator);
  if (bool && !compares) report("bool", operatorSpan, `bool is for comparisons, not for ${operator}`);
  if (bool || !compares || !scalars) return;
  const message = "two scalars are compared with bool: there is no series to keep or drop";
  report("scalar-comparison", operatorSpan, message, `${operator} bool`);
}

function set(node: Binary, hasScalar: boolean, { report }: Walk): void {
  const { operator, matching } = node;
  if (hasScalar) report("set-operator", node, `${operator} is for two instant vectors; one side here is a scalar`);
  if (matching.group) report("matching", matching, `${operator} needs no ${matching.group}: it matches many to many`);
  if (matching.fill) report("matching", matching, `${operator} has nothing to fill in`);
}

function matching({ matching: { by, labels, group, include, fill, ...span } }: Binary, hasScalar: boolean, walk: Walk) {
  if (hasScalar && (labels.length > 0 || fill))
    walk.report("matching", span, "only two instant vectors are matched by labels; one side here is a scalar");
  if (fill) walk.needs("fill-modifiers", span, "fill()");
  const on = new Set(by === "on" ? labels.map(({ name }) => name) : []);
  for (const label of include.filter(({ name }) => on.has(name)))
    walk.report("matching", label, `${label.name} stands in on () and in ${group} () at once; the first is enough`);
}
