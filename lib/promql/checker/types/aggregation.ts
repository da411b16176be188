import type { Aggregation } from "../../parse/ast.ts";
import { EXPERIMENTAL_AGGREGATIONS, PARAMETERS } from "../../parse/signatures.ts";
import type { ValueType } from "../../parse/types.ts";
import { a, type Type, type Walk } from "./walk.ts";

export function aggregation(node: Aggregation, walk: Walk): Type {
  const { operator, arguments: given } = node;
  if (EXPERIMENTAL_AGGREGATIONS.has(operator)) walk.needs("experimental-functions", node, `${operator}()`);
  const parameter = PARAMETERS.get(operator);
  const wanted: readonly ValueType[] = parameter ? [parameter, "instant vector"] : ["instant vector"];
  if (given.length !== wanted.length) {
    const due = wanted.length === 1 ? "1 argument" : "2 arguments";
    walk.report("arguments", node, `${operator}() takes ${due}, not ${given.length}`);
  }
  for (const [index, argument] of given.entries()) {
    const type = walk.typeOf(argument);
    const due = wanted[index];
    if (due !== undefined && type !== undefined && type !== due)
      walk.report("argument", argument, `${operator}() takes ${a(due)} here, not ${a(type)}`);
  }
  return "instant vector";
}
