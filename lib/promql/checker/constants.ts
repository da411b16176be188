import { type Binary, bare, type Expression } from "../parse/ast.ts";

/** The value of an expression that needs no series (`10 / 60`); undefined of any other. */
export function constantOf(node: Expression): number | undefined {
  const inside = bare(node);
  if (inside.kind === "number") return inside.value;
  if (inside.kind === "binary") return calculated(inside);
  if (inside.kind !== "unary") return undefined;
  const value = constantOf(inside.of);
  return value === undefined || inside.operator === "+" ? value : -value;
}

function calculated({ operator, left, right }: Binary): number | undefined {
  const [a, b] = [constantOf(left), constantOf(right)];
  return a === undefined || b === undefined ? undefined : OPERATIONS[operator]?.(a, b);
}

const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "^": (a, b) => a ** b,
};
