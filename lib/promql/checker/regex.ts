import type { Matcher } from "../parse/ast.ts";
import { compile } from "../regex/matching.ts";

type Match = Pick<Matcher, "operator" | "value">;

/** Whether a label of this value passes; true where that cannot be judged. */
export function passes({ operator, value }: Match, candidate: string): boolean {
  if (operator === "=") return candidate === value;
  if (operator === "!=") return candidate !== value;
  const { matches } = compile(value);
  if (!matches) return true;
  return matches(candidate) === (operator === "=~");
}

/** Whether a series without the label passes. */
export const canBeEmpty = (matcher: Match): boolean => passes(matcher, "");
