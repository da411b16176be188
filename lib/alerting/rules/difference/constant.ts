import { bare, type Expression } from "../../../promql/parse/ast.ts";

const CALCULATE: Readonly<Record<string, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
};

/** The number that an expression of numbers alone comes to: `14.4 * 0.001`. */
export function constant(expression: Expression): number | undefined {
  const node = bare(expression);
  if (node.kind === "number") return node.value;
  if (node.kind === "unary") {
    const value = constant(node.of);
    return value === undefined || node.operator === "+" ? value : -value;
  }
  if (node.kind !== "binary") return undefined;
  const [left, right] = [constant(node.left), constant(node.right)];
  return left === undefined || right === undefined ? undefined : CALCULATE[node.operator]?.(left, right);
}
