import type { SyntaxNode } from "@lezer/common";
import type {
  Aggregation,
  Binary,
  Call,
  DurationNode,
  Expression,
  LabelName,
  Matcher,
  Matching,
  MatchOperator,
  Modified,
  Selector,
  Span,
} from "./ast.ts";
import { numberOf, unquote } from "./literals.ts";
import type { PlacedVariable } from "./variables.ts";

/** What the reading of a node needs beside it. */
export interface Source {
  readonly text: string;
  /** The same before anything was put in its place; names of functions and numbers are read from it. */
  readonly written: string;
  readonly variables: readonly PlacedVariable[];
}

const spanOf = ({ from, to }: Span): Span => ({ from, to });
const textOf = (node: Span, { text }: Source): string => text.slice(node.from, node.to);
const writtenOf = (node: Span, { written }: Source): string => written.slice(node.from, node.to);

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (!child.type.isError && child.name !== "LineComment") found.push(child);
  return found;
}
const childrenNamed = (node: SyntaxNode, name: string): SyntaxNode[] =>
  childrenOf(node).filter((child) => child.name === name);

/** The variable that covers the span or a part of it. */
export const variableIn = (span: Span, { variables }: Source): PlacedVariable | undefined =>
  variables.find(({ from, to }) => from < span.to && span.from < to);

/** Lezer's tree as ours. What lezer could not read becomes `unreadable`; its error nodes are told elsewhere. */
export function expressionOf(node: SyntaxNode | null | undefined, source: Source, around: Span): Expression {
  if (!node) return { kind: "unreadable", ...spanOf(around) };
  const read = READERS[node.name];
  return read ? read(node, source) : { kind: "unreadable", ...spanOf(node) };
}

const READERS: Readonly<Record<string, (node: SyntaxNode, source: Source) => Expression>> = {
  AggregateExpr: aggregation,
  BinaryExpr: binary,
  FunctionCall: call,
  MatrixSelector: (node, source) =>
    postfixed(inner(node, source), node.to, (of) => ({
      ...{ kind: "range", from: of.from, to: node.to, of },
      range: durationNode(childrenNamed(node, "DurationExpr")[0], source, node),
    })),
  SubqueryExpr: (node, source) => {
    const [range, step] = childrenNamed(node, "DurationExpr");
    return postfixed(inner(node, source), node.to, (of) => ({
      ...{ kind: "subquery", from: of.from, to: node.to, of },
      range: durationNode(range, source, node),
      step: step && durationNode(step, source, node),
    }));
  },
  OffsetExpr: (node, source) =>
    modified(node, source, "offset", {
      offset: durationNode(childrenNamed(node, "OffsetDurationExpr")[0], source, node),
    }),
  StepInvariantExpr: (node, source) => {
    const [time] = childrenNamed(node, "NumberDurationLiteral");
    return modified(node, source, "@", { time: time && numberOf(writtenOf(time, source)) });
  },
  AnchoredExpr: (node, source) => modified(node, source, "anchored"),
  SmoothedExpr: (node, source) => modified(node, source, "smoothed"),
  NumberDurationLiteral: (node, source) => ({
    ...{ kind: "number", ...spanOf(node) },
    value: numberOf(writtenOf(node, source)) ?? Number.NaN,
  }),
  ParenExpr: (node, source) => ({ kind: "parentheses", ...spanOf(node), of: inner(node, source) }),
  StringLiteral: (node, source) => ({ kind: "string", ...spanOf(node), value: unquote(textOf(node, source)).value }),
  UnaryExpr: (node, source) => ({
    ...{ kind: "unary", ...spanOf(node), of: expressionOf(childrenOf(node)[1], source, node) },
    operator: source.text[node.from] === "-" ? "-" : "+",
  }),
  VectorSelector: selector,
};

const inner = (node: SyntaxNode, source: Source): Expression => expressionOf(childrenOf(node)[0], source, node);

/**
 * Lezer's grammar lets a range or a modifier take a whole binary expression (`a + b offset 5m`); Prometheus' binds it
 * to the operand before it.
 */
function postfixed(of: Expression, to: number, make: (operand: Expression) => Expression): Expression {
  if (of.kind === "binary") return { ...of, to, right: postfixed(of.right, to, make) };
  if (of.kind === "unary") return { ...of, to, of: postfixed(of.of, to, make) };
  return make(of);
}

const modified = (
  node: SyntaxNode,
  source: Source,
  modifier: Modified["modifier"],
  by: Partial<Pick<Modified, "offset" | "time">> = {},
): Expression =>
  postfixed(inner(node, source), node.to, (of) => ({
    ...{ kind: "modified", from: of.from, to: node.to, of, modifier },
    ...{ offset: by.offset, time: by.time },
  }));

function durationNode(node: SyntaxNode | undefined, source: Source, around: Span): DurationNode {
  const span = spanOf(node ?? around);
  const text = writtenOf(span, source);
  const variable = variableIn(span, source);
  const literal = variable ? undefined : signed(text);
  return { ...span, seconds: literal, variable: variable?.text, experimental: !variable && literal === undefined };
}

/** The value of one literal with signs; undefined of a calculation. */
function signed(text: string): number | undefined {
  const literal = /^[-+\s]*(\w(?:[eE][-+]|[\w.])*|\.\d[\w.]*)$/.exec(text)?.[1];
  const value = literal === undefined ? undefined : numberOf(literal);
  return value !== undefined && text.replace(/[^-]/g, "").length % 2 === 1 ? -value : value;
}

function selector(node: SyntaxNode, source: Source): Expression {
  const identifier = childrenNamed(node, "Identifier")[0];
  const variable = identifier && variableIn(identifier, source);
  if (variable && childrenOf(node).length === 1) return { kind: "variable", ...spanOf(node), name: variable.text };
  const braces = childrenNamed(node, "LabelMatchers")[0];
  const quoted = braces ? childrenNamed(braces, "QuotedLabelName") : [];
  const inBraces = quoted.map((name) => labelName(name, source).name);
  const matchers = braces ? childrenOf(braces).flatMap((one) => matcher(one, source)) : [];
  const selected: Selector = {
    ...{ kind: "selector", ...spanOf(node), matchers },
    name: identifier && !variable ? writtenOf(identifier, source) : inBraces[0],
    nameSpan: spanOf(identifier ?? quoted[0] ?? node),
    namedTwice: identifier !== undefined && (quoted.length > 0 || matchers.some(({ label }) => label === "__name__")),
  };
  return variable ? { kind: "variable", ...spanOf(node), name: variable.text } : selected;
}

function matcher(node: SyntaxNode, source: Source): readonly Matcher[] {
  const [label, operator, value] = childrenOf(node);
  if (!label || !operator || !value || node.name === "QuotedLabelName") return [];
  return [
    {
      ...spanOf(node),
      label: labelName(label, source).name,
      operator: textOf(operator, source) as MatchOperator,
      value: unquote(textOf(value, source)).value,
      variable: variableIn(value, source) !== undefined,
    },
  ];
}

const labelName = (node: SyntaxNode, source: Source): LabelName => ({
  ...spanOf(node),
  name: node.name === "QuotedLabelName" ? unquote(textOf(node, source)).value : textOf(node, source),
});

const groupingLabels = (node: SyntaxNode | undefined, source: Source): readonly LabelName[] =>
  node ? childrenOf(node).map((label) => labelName(label, source)) : [];

const argumentsOf = (node: SyntaxNode, source: Source): readonly Expression[] =>
  childrenNamed(node, "FunctionCallBody").flatMap((body) =>
    childrenOf(body).map((one) => expressionOf(one, source, one)),
  );

function call(node: SyntaxNode, source: Source): Call {
  const name = childrenOf(node)[0] ?? node;
  return {
    kind: "call",
    ...spanOf(node),
    name: source.written.slice(name.from, name.to),
    nameSpan: spanOf(name),
    arguments: argumentsOf(node, source),
  };
}

function aggregation(node: SyntaxNode, source: Source): Aggregation {
  const modifier = childrenNamed(node, "AggregateModifier")[0];
  const [word, labels] = modifier ? childrenOf(modifier) : [];
  return {
    ...{ kind: "aggregation", ...spanOf(node), arguments: argumentsOf(node, source) },
    operator: textOf(childrenOf(node)[0] ?? node, source).toLowerCase(),
    by: word && (word.name === "By" ? "by" : "without"),
    labels: groupingLabels(labels, source),
  };
}

function binary(node: SyntaxNode, source: Source): Binary {
  const parts = childrenOf(node);
  const [left, operator = node] = parts;
  const right = parts.length > 2 ? parts.at(-1) : undefined;
  return {
    ...{ kind: "binary", ...spanOf(node), operatorSpan: spanOf(operator) },
    operator: textOf(operator, source).toLowerCase(),
    left: expressionOf(left, source, node),
    right: expressionOf(right, source, node),
    bool: parts.some(({ name }) => name === "BoolModifier"),
    matching: matching(node, source),
  };
}

function matching(node: SyntaxNode, source: Source): Matching {
  const clause = childrenNamed(node, "MatchingModifierClause")[0];
  const parts = clause ? childrenOf(clause) : [];
  const named = (name: string) => parts.some((part) => part.name === name);
  const [labels, include] = parts.filter(({ name }) => name === "GroupingLabels");
  return {
    ...spanOf(clause ?? node),
    by: named("On") ? "on" : named("Ignoring") ? "ignoring" : undefined,
    labels: groupingLabels(labels, source),
    group: named("GroupLeft") ? "group_left" : named("GroupRight") ? "group_right" : undefined,
    include: groupingLabels(include, source),
    fill: childrenNamed(node, "FillModifier").length > 0,
  };
}
