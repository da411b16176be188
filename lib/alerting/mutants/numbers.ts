import { vectorOf } from "../../promql/checker/calls.ts";
import { constantOf } from "../../promql/checker/constants.ts";
import type { FactsOf } from "../../promql/checker/infer.ts";
import { COMPARISONS, SETS } from "../../promql/checker/operators.ts";
import type { Aggregation, Binary, Call, Expression, Selector } from "../../promql/parse/ast.ts";

/** Which numbers an expression can be: what the smallest step is that makes a difference. */
export type Numbers = "boolean" | "whole" | "any";

/** Told by the catalogue's units and by the functions between; `any` where neither tells. */
export function numbersOf(node: Expression, factsOf: FactsOf): Numbers {
  switch (node.kind) {
    case "number":
      return Number.isInteger(node.value) ? "whole" : "any";
    case "selector":
      return ofSelector(node, factsOf);
    case "range":
    case "subquery":
    case "modified":
    case "parentheses":
    case "unary":
      return numbersOf(node.of, factsOf);
    case "call":
      return ofCall(node, factsOf);
    case "aggregation":
      return ofAggregation(node, factsOf);
    case "binary":
      return ofBinary(node, factsOf);
    default:
      return "any";
  }
}

function ofSelector(node: Selector, factsOf: FactsOf): Numbers {
  const { unit } = factsOf(node);
  if (unit === "boolean") return "boolean";
  return unit === "items" ? "whole" : "any";
}

const COUNTING = new Set(["changes", "resets", "count_over_time"]);
const KEEPING = new Set(
  "abs label_replace label_join sort sort_desc min_over_time max_over_time last_over_time first_over_time".split(" "),
);

function ofCall(node: Call, factsOf: FactsOf): Numbers {
  if (COUNTING.has(node.name)) return "whole";
  const argument = KEEPING.has(node.name) ? vectorOf(node) : undefined;
  return argument ? numbersOf(argument, factsOf) : "any";
}

function ofAggregation({ operator, arguments: given }: Aggregation, factsOf: FactsOf): Numbers {
  if (["count", "count_values", "group"].includes(operator)) return "whole";
  const argument = given.at(-1);
  const of = argument ? numbersOf(argument, factsOf) : "any";
  if (["min", "max", "topk", "bottomk", "limitk", "limit_ratio"].includes(operator)) return of;
  return operator === "sum" && of !== "any" ? "whole" : "any";
}

function ofBinary({ operator, left, right }: Binary, factsOf: FactsOf): Numbers {
  if (SETS.has(operator)) return numbersOf(left, factsOf);
  if (COMPARISONS.has(operator)) return numbersOf(constantOf(left) === undefined ? left : right, factsOf);
  const whole = [left, right].every((side) => numbersOf(side, factsOf) !== "any");
  return whole && ["+", "-", "*"].includes(operator) ? "whole" : "any";
}
