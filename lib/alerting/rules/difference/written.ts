import { duration } from "../../../metrics/duration.ts";
import { seconds } from "../../../metrics/units.ts";
import { type Binary, bare, type DurationNode, type Expression } from "../../../promql/parse/ast.ts";

/** Source: prometheus.io/docs/prometheus/latest/querying/operators, binary operator precedence. */
const PRECEDENCE: readonly (readonly string[])[] = [
  ["or"],
  ["and", "unless"],
  ["==", "!=", "<=", "<", ">=", ">"],
  ["+", "-"],
  ["*", "/", "%", "atan2"],
  ["^"],
];
const precedence = (operator: string): number => PRECEDENCE.findIndex((level) => level.includes(operator));

/**
 * An expression in one form for all that mean the same: no parentheses that mean nothing, matchers and labels in order,
 * durations and numbers as values. `text` is what the expression was parsed from.
 */
export function written(expression: Expression, text: string): string {
  const node = bare(expression);
  const inner = (of: Expression): string => written(of, text);
  switch (node.kind) {
    case "number":
      return `${node.value}`;
    case "string":
      return JSON.stringify(node.value);
    case "selector":
      return selectorWritten(node);
    case "range":
      return `${operand(node.of, text)}[${time(node.range, text)}]`;
    case "subquery":
      return `${operand(node.of, text)}[${time(node.range, text)}:${node.step ? time(node.step, text) : ""}]`;
    case "modified":
      return `${operand(node.of, text)} ${modifierWritten(node, text)}`;
    case "unary":
      return node.operator === "+" ? inner(node.of) : `-${operand(node.of, text)}`;
    case "call":
      return `${node.name}(${node.arguments.map(inner).join(", ")})`;
    case "aggregation":
      return `${node.operator}${groupingWritten(node)}(${node.arguments.map(inner).join(", ")})`;
    case "binary":
      return binaryWritten(node, text);
    default:
      return text.slice(node.from, node.to).trim();
  }
}

/** ` by (job)`, or nothing. */
export function groupingWritten({ by, labels }: Extract<Expression, { kind: "aggregation" }>): string {
  if (by === undefined || (by === "by" && labels.length === 0)) return "";
  return ` ${by} (${names(labels)}) `;
}

/** `offset 5m`, `@ 1600000000`, `@ end()`. */
export function modifierWritten(node: Extract<Expression, { kind: "modified" }>, text: string): string {
  if (node.modifier === "offset" && node.offset !== undefined) return `offset ${time(node.offset, text)}`;
  if (node.modifier === "@" && node.time === undefined) return `@ ${/@\s*(\w+)/.exec(tail(node, text))?.[1] ?? ""}()`;
  return node.modifier === "@" ? `@ ${node.time}` : node.modifier;
}

const tail = (node: Extract<Expression, { kind: "modified" }>, text: string): string => text.slice(node.of.to, node.to);

/** What stands between the operands: `> bool`, `/ on (job) group_left (role)`. */
export function operatorWritten({ operator, bool, matching }: Binary, text: string): string {
  if (matching.fill) return `${operator} ${text.slice(matching.from, matching.to).trim()}`;
  const on = matching.by === undefined ? "" : ` ${matching.by} (${names(matching.labels)})`;
  const group = matching.group === undefined ? "" : ` ${matching.group} (${names(matching.include)})`;
  return `${operator}${bool ? " bool" : ""}${on}${group}`;
}

/** A window or an offset: `5m`. */
export function time({ seconds: value, from, to }: DurationNode, text: string): string {
  if (value === undefined) return text.slice(from, to).trim();
  if (value === 0) return "0s";
  return value < 0 ? `-${duration(seconds(-value))}` : duration(seconds(value));
}

/** A selector's matchers, in one order: `job="redis"`. */
export const matchersOf = ({ matchers }: Extract<Expression, { kind: "selector" }>): readonly string[] =>
  [...new Set(matchers.map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`))].sort();

function selectorWritten(node: Extract<Expression, { kind: "selector" }>): string {
  const matchers = matchersOf(node);
  return matchers.length === 0 ? (node.name ?? "{}") : `${node.name ?? ""}{${matchers.join(", ")}}`;
}

function binaryWritten(node: Binary, text: string): string {
  const own = precedence(node.operator);
  const power = node.operator === "^";
  const left = inside(node.left, text, (level) => level < own || (power && level === own));
  const right = inside(node.right, text, (level) => level < own || (!power && level === own));
  return `${left} ${operatorWritten(node, text)} ${right}`;
}

function inside(expression: Expression, text: string, apart: (level: number) => boolean): string {
  const node = bare(expression);
  const inner = written(node, text);
  if (node.kind === "binary" && apart(precedence(node.operator))) return `(${inner})`;
  return node.kind === "unary" ? `(${inner})` : inner;
}

function operand(expression: Expression, text: string): string {
  const node = bare(expression);
  const inner = written(node, text);
  return node.kind === "binary" || node.kind === "unary" ? `(${inner})` : inner;
}

const names = (labels: readonly { readonly name: string }[]): string =>
  [...new Set(labels.map(({ name }) => name))].sort().join(", ");
