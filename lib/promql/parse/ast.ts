/** A PromQL expression as a tree. Spans are offsets into the text as it was given: from inclusive, to exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type MatchOperator = "=" | "!=" | "=~" | "!~";
export interface Matcher extends Span {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
  /** A Grafana variable stands in the value, so that it is not known here. */
  readonly variable: boolean;
}

/** A range, a step or an offset; seconds are unknown where a variable or an experimental expression stands. */
export interface DurationNode extends Span {
  readonly seconds: number | undefined;
  readonly variable: string | undefined;
  readonly experimental: boolean;
}

/** A label of `by`, `without`, `on`, `ignoring` or a group modifier. */
export interface LabelName extends Span {
  readonly name: string;
}

export interface NumberLiteral extends Span {
  readonly kind: "number";
  readonly value: number;
}
export interface StringLiteral extends Span {
  readonly kind: "string";
  readonly value: string;
}
export interface Selector extends Span {
  readonly kind: "selector";
  /** The metric's name, before the braces or quoted inside them; undefined when only labels select. */
  readonly name: string | undefined;
  readonly nameSpan: Span;
  /** A name stands before the braces and another inside them: an error. */
  readonly namedTwice: boolean;
  readonly matchers: readonly Matcher[];
}
export interface Range extends Span {
  readonly kind: "range";
  readonly of: Expression;
  readonly range: DurationNode;
}
export interface Subquery extends Span {
  readonly kind: "subquery";
  readonly of: Expression;
  readonly range: DurationNode;
  readonly step: DurationNode | undefined;
}
export type Modifier = "offset" | "@" | "anchored" | "smoothed";
export interface Modified extends Span {
  readonly kind: "modified";
  readonly of: Expression;
  readonly modifier: Modifier;
  readonly offset: DurationNode | undefined;
  /** Seconds since 1970, of an @ with a number. */
  readonly time: number | undefined;
}
export interface Parentheses extends Span {
  readonly kind: "parentheses";
  readonly of: Expression;
}
export interface Unary extends Span {
  readonly kind: "unary";
  readonly operator: "+" | "-";
  readonly of: Expression;
}
export interface Call extends Span {
  readonly kind: "call";
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly Expression[];
}
export interface Aggregation extends Span {
  readonly kind: "aggregation";
  readonly operator: string;
  readonly by: "by" | "without" | undefined;
  readonly labels: readonly LabelName[];
  readonly arguments: readonly Expression[];
}
/** How the sides of a binary operator find each other. */
export interface Matching extends Span {
  readonly by: "on" | "ignoring" | undefined;
  readonly labels: readonly LabelName[];
  readonly group: "group_left" | "group_right" | undefined;
  readonly include: readonly LabelName[];
  readonly fill: boolean;
}
export interface Binary extends Span {
  readonly kind: "binary";
  readonly operator: string;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
  readonly bool: boolean;
  readonly matching: Matching;
}
/** A Grafana variable where an expression stands. */
export interface VariableNode extends Span {
  readonly kind: "variable";
  readonly name: string;
}
/** What could not be read; a syntax problem says why. */
export interface Unreadable extends Span {
  readonly kind: "unreadable";
}

export type Expression =
  | NumberLiteral
  | StringLiteral
  | Selector
  | Range
  | Subquery
  | Modified
  | Parentheses
  | Unary
  | Call
  | Aggregation
  | Binary
  | VariableNode
  | Unreadable;

/** The expressions that stand directly inside one. */
export function children(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case "binary":
      return [node.left, node.right];
    case "call":
    case "aggregation":
      return node.arguments;
    case "range":
    case "subquery":
    case "modified":
    case "parentheses":
    case "unary":
      return [node.of];
    default:
      return [];
  }
}

/** The expression itself and everything inside it, outermost first. */
export function nodes(root: Expression): readonly Expression[] {
  const found: Expression[] = [];
  const visit = (node: Expression): void => {
    found.push(node);
    for (const child of children(node)) visit(child);
  };
  visit(root);
  return found;
}

/** The expression without the parentheses around it. */
export const bare = (node: Expression): Expression => (node.kind === "parentheses" ? bare(node.of) : node);
