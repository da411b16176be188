import type { Binary, Expression, Selector, Span } from "../../parse/ast.ts";
import type { Finding, Subject } from "../check.ts";
import type { Series } from "../series.ts";

export interface Found {
  readonly node: Selector;
  readonly series: Series;
}

/** Every selector whose metric is known. */
export const knownSelectors = ({ nodes, factsOf }: Subject): readonly Found[] =>
  nodes.flatMap((node) => {
    const series = node.kind === "selector" ? factsOf(node).series : undefined;
    return node.kind === "selector" && series ? [{ node, series }] : [];
  });

export const ofKind = <K extends Expression["kind"]>(
  { nodes }: Pick<Subject, "nodes">,
  kind: K,
): readonly Extract<Expression, { kind: K }>[] =>
  nodes.filter((node): node is Extract<Expression, { kind: K }> => node.kind === kind);

export const sliceOf = ({ text }: Pick<Subject, "text">, { from, to }: Span): string => text.slice(from, to);

/** A finding at a span. */
export const at = ({ from, to }: Span, message: string, instead?: Finding["instead"]): Finding => ({
  ...{ from, to, message },
  ...(instead === undefined ? {} : { instead }),
});

export const warning = (finding: Finding): Finding => ({ ...finding, severity: "warning" });

/** `a, b and c`; `none` when there is nothing. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "none";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** The sides of a binary operator. */
export const sidesOf = ({ left, right }: Binary): readonly (readonly ["left" | "right", Expression])[] => [
  ["left", left],
  ["right", right],
];
