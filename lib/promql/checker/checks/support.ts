import { type Binary, bare, type Expression, type Selector, type Span } from "../../parse/ast.ts";
import type { Finding, Subject } from "../check.ts";
import { constantOf } from "../constants.ts";
import { COMPARISONS } from "../operators.ts";
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

/** An argument without its parentheses and modifiers: `x[5m] offset 1h` is the range. */
export const unmodified = (node: Expression): Expression =>
  node.kind === "modified" || node.kind === "parentheses" ? unmodified(node.of) : node;

/** A comparison with a number, as if the number stood on the right. */
export interface Compared {
  readonly node: Binary;
  readonly side: Expression;
  readonly operator: string;
  readonly value: number;
}

/** Every comparison of an expression with a number, whichever side it stands on. */
export const comparedWithNumber = (subject: Pick<Subject, "nodes">): readonly Compared[] =>
  ofKind(subject, "binary")
    .filter(({ operator }) => COMPARISONS.has(operator))
    .flatMap((node): readonly Compared[] => {
      const [left, right] = [constantOf(node.left), constantOf(node.right)];
      if (right !== undefined && left === undefined)
        return [{ node, side: bare(node.left), operator: node.operator, value: right }];
      if (left === undefined || right !== undefined) return [];
      return [{ node, side: bare(node.right), operator: TURNED[node.operator] ?? node.operator, value: left }];
    });

const TURNED: Readonly<Record<string, string>> = { ">": "<", "<": ">", ">=": "<=", "<=": ">=" };
