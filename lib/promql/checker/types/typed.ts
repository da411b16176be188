import type { Expression } from "../../parse/ast.ts";
import type { Problem } from "../../parse/problem.ts";
import type { Feature } from "../../parse/types.ts";
import { aggregation } from "./aggregation.ts";
import { binary, unary } from "./binary.ts";
import { call } from "./call.ts";
import { modified } from "./modified.ts";
import { range, selector, subquery } from "./selector.ts";
import type { Type, Walk } from "./walk.ts";

export interface Typed {
  readonly type: Type;
  /** Of the expression and of everything in it. */
  readonly typeOf: (node: Expression) => Type;
  readonly problems: readonly Problem[];
}

/**
 * The type of an expression, with everything in it that Prometheus' own parser would refuse. Source: checkAST and its
 * callers in promql/parser/parse.go and generated_parser.y (v0.313.5).
 */
export function typed(expression: Expression, text: string, features: ReadonlySet<Feature>): Typed {
  const problems: Problem[] = [];
  const known = new Map<Expression, Type>();
  const walk: Walk = {
    typeOf: (node) => {
      // Once, so that nothing is told twice.
      if (!known.has(node)) known.set(node, typeOf(node, walk));
      return known.get(node);
    },
    text,
    add: (problem) => void problems.push(problem),
    report: (check, { from, to }, message, replacement) => {
      const suggestion =
        replacement === undefined ? {} : { suggestion: text.slice(0, from) + replacement + text.slice(to) };
      walk.add({ check: `type/${check}`, severity: "error", message, from, to, ...suggestion });
    },
    needs: (feature, span, what) => {
      if (features.has(feature)) return;
      walk.report("experimental", span, `${what} is experimental and off by default (feature ${feature})`);
    },
  };
  return { type: walk.typeOf(expression), typeOf: walk.typeOf, problems };
}

function typeOf(node: Expression, walk: Walk): Type {
  switch (node.kind) {
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "selector":
      return selector(node, walk);
    case "range":
      return range(node, walk);
    case "subquery":
      return subquery(node, walk);
    case "modified":
      return modified(node, walk);
    case "parentheses":
      return walk.typeOf(node.of);
    case "unary":
      return unary(node, walk);
    case "call":
      return call(node, walk);
    case "aggregation":
      return aggregation(node, walk);
    case "binary":
      return binary(node, walk);
    default:
      return undefined;
  }
}
