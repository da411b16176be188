import type { Span } from "../../promql/parse/ast.ts";

/** What of the text goes when one member of a list goes: with the comma after it, or before it where it is the last. */
export function dropped(list: readonly Span[], index: number): Span {
  const own = list[index] as Span;
  const [before, after] = [list[index - 1], list[index + 1]];
  if (after) return { from: own.from, to: after.from };
  return { from: before?.to ?? own.from, to: own.to };
}
