import type { Tree } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import type { Expression, Span } from "./ast.ts";
import { bracketsOf } from "./brackets.ts";
import { unquote } from "./literals.ts";
import { place } from "./placing.ts";
import type { Problem } from "./problem.ts";
import { expressionOf } from "./tree.ts";
import { unknownFunction } from "./unknown-function.ts";
import type { PlacedVariable } from "./variables.ts";

export interface Parsed {
  /** As written, variables included. */
  readonly text: string;
  /** `unreadable` as a whole when there is a syntax problem. */
  readonly expression: Expression;
  readonly variables: readonly PlacedVariable[];
  readonly problems: readonly Problem[];
}

/** Longer texts are not read: nobody can review them, and time is bounded. */
export const MAXIMUM_LENGTH = 20_000;
/** Deeper expressions are not read: what walks the tree walks it by recursion. */
export const MAXIMUM_DEPTH = 500;
export const MAXIMUM_NESTING = 100;
/** The grammar's own parser gives up on chains of more than 150, and would blame the operand where it did. */
export const MAXIMUM_OPERATORS = 140;
const SPLIT = "split it with a recording rule";

// Strict: the tolerant mode guesses on after a mistake, which takes seconds on a few kilobytes of nonsense.
const strict = parser.configure({ strict: true });

/** Reads PromQL with Grafana's variables. Never throws: what cannot be read is told as a problem where it stands. */
export function parse(text: string): Parsed {
  const refused = refusal(text);
  if (refused) return unreadable(text, [refused]);
  const placed = place(text);
  if (placed.badNumbers.length > 0)
    return unreadable(
      text,
      placed.badNumbers.map((span) => badNumber(text, span)),
    );
  const read = readTree(placed.text);
  if ("at" in read) return unreadable(text, [unexpected(text, placed.text, read.at)]);
  const problems = [...tooDeep(read.tree), ...wordProblems(read.tree, placed.text)];
  if (problems.length > 0) return unreadable(text, problems);
  const expression = expressionOf(
    firstExpression(read.tree),
    { ...placed, written: text },
    { from: 0, to: text.length },
  );
  return { text, expression, variables: placed.variables, problems };
}

const badNumber = (text: string, span: Span): Problem =>
  syntax(
    "number",
    `${JSON.stringify(text.slice(span.from, span.to))} is no number, and no duration of at most 292y`,
    span,
  );

const unreadable = (text: string, problems: readonly Problem[]): Parsed => ({
  ...{ text, variables: [], problems },
  expression: { kind: "unreadable", from: 0, to: text.length },
});

const syntax = (check: string, message: string, { from, to }: Span): Problem => ({
  ...{ check: `syntax/${check}`, severity: "error", message, from, to },
});

function readTree(text: string): { readonly tree: Tree } | { readonly at: number } {
  try {
    return { tree: strict.parse(text) };
  } catch (error) {
    const at = error instanceof SyntaxError ? /^No parse at (\d+)$/.exec(error.message)?.[1] : undefined;
    if (at === undefined) throw error;
    return { at: Number(at) };
  }
}

function firstExpression(tree: Tree) {
  let node = tree.topNode.firstChild;
  while (node?.name === "LineComment") node = node.nextSibling;
  return node;
}

function refusal(text: string): Problem | undefined {
  const all = { from: 0, to: text.length };
  if (text.length > MAXIMUM_LENGTH)
    return syntax("too-long", `the expression has ${text.length} characters; at most ${MAXIMUM_LENGTH} are read`, all);
  const { depth, operators } = bracketsOf(text);
  if (depth > MAXIMUM_NESTING)
    return syntax("too-deep", `more than ${MAXIMUM_NESTING} brackets stand inside each other; ${SPLIT}`, all);
  if (operators > MAXIMUM_OPERATORS)
    return syntax("too-long", `the expression has more than ${MAXIMUM_OPERATORS} operators; ${SPLIT}`, all);
  return text.replace(/#[^\n]*/g, "").trim() === "" ? syntax("empty", "there is no expression", all) : undefined;
}

/** Counts by cursor, without recursion. */
function tooDeep(tree: Tree): readonly Problem[] {
  let depth = 0;
  let found: Problem | undefined;
  const message = `more than ${MAXIMUM_DEPTH} expressions stand inside each other; ${SPLIT}`;
  tree.iterate({
    enter: (node) => {
      if (++depth > MAXIMUM_DEPTH) found ??= syntax("too-deep", message, { from: node.from, to: node.to });
    },
    leave: () => void depth--,
  });
  return found ? [found] : [];
}

const TOKEN = /\w+|[=!]~|[=!<>]=|\s+|[\s\S]/uy;

/** The parser stopped before the token at `at`. */
function unexpected(written: string, text: string, at: number): Problem {
  const { unclosed, unended } = bracketsOf(text);
  if (unended !== undefined) return syntax("string", "this string has no end", { from: unended, to: text.length });
  const from = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
  TOKEN.lastIndex = from;
  const token = TOKEN.exec(written)?.[0];
  if (token === undefined) return missing(written, unclosed);
  const called = token === "(" ? /(?<![\w:.)\]}"'`])[A-Za-z_]\w*\s*$/.exec(written.slice(0, from)) : null;
  if (called) return unknownFunction(written, { from: called.index, to: called.index + called[0].trimEnd().length });
  return unexpectedToken(token, { from, to: from + token.length });
}

const unexpectedToken = (token: string, span: Span): Problem =>
  syntax("unexpected", `${JSON.stringify(token)} is not expected here`, span);

function missing(written: string, unclosed: number | undefined): Problem {
  if (unclosed !== undefined)
    return syntax("unclosed", `this ${written[unclosed]} is never closed`, { from: unclosed, to: unclosed + 1 });
  const before = written.trimEnd();
  const end = { from: before.length, to: before.length };
  return syntax("missing", `something is missing after ${JSON.stringify(before.slice(-20))}`, end);
}

/** What the tolerant grammar takes and Prometheus' lexer does not. */
function wordProblems(tree: Tree, text: string): readonly Problem[] {
  const problems: Problem[] = [];
  tree.iterate({
    enter: ({ name, from, to, node }) => {
      const word = text.slice(from, to);
      const mistake = name === "StringLiteral" ? unquote(word).mistake : undefined;
      if (mistake !== undefined) problems.push(syntax("string", mistake, { from, to }));
      const isMetric = name === "Identifier" && /^atan2$/i.test(word);
      const isLabel = node.parent?.name === "GroupingLabels" && /^(?:inf|nan|""|''|``)$/i.test(word);
      if (isMetric || isLabel) problems.push(unexpectedToken(word, { from, to }));
    },
  });
  return problems;
}
