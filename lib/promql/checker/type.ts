/**
 * The types of an expression and what is wrong with them, as Prometheus' own parser sees it. Source: checkAST and its
 * callers in promql/parser/parse.go and generated_parser.y (v0.313.5).
 */
import type {
  Aggregation,
  Binary,
  Call,
  DurationNode,
  Expression,
  Modified,
  Range,
  Selector,
  Span,
  Subquery,
} from "../parse/ast.ts";
import type { Problem } from "../parse/problem.ts";
import { EXPERIMENTAL_AGGREGATIONS, PARAMETERS, SIGNATURES, type Signature } from "../parse/signatures.ts";
import type { Feature, ValueType } from "../parse/types.ts";
import { unknownFunction } from "../parse/unknown-function.ts";
import { COMPARISONS, SETS } from "./operators.ts";
import { canBeEmpty } from "./regex.ts";

export interface Typed {
  /** Undefined where it cannot be known: a Grafana variable, or what could not be read. */
  readonly type: ValueType | undefined;
  readonly problems: readonly Problem[];
}

/** The type of an expression, with everything in it that Prometheus would refuse. */
export function typed(expression: Expression, text: string, features: ReadonlySet<Feature>): Typed {
  const walk = new TypeWalk(text, features);
  const type = walk.typeOf(expression);
  return { type, problems: walk.problems };
}

/** What 64 bits hold in nanoseconds. */
const LONGEST_SECONDS = 2 ** 63 / 1e9;

type Type = ValueType | undefined;

class TypeWalk {
  readonly problems: Problem[] = [];
  readonly #text: string;
  readonly #features: ReadonlySet<Feature>;

  constructor(text: string, features: ReadonlySet<Feature>) {
    this.#text = text;
    this.#features = features;
  }

  typeOf(node: Expression): Type {
    switch (node.kind) {
      case "number":
        return "scalar";
      case "string":
        return "string";
      case "selector":
        return this.#selector(node);
      case "range":
        return this.#range(node);
      case "subquery":
        return this.#subquery(node);
      case "modified":
        return this.#modified(node);
      case "parentheses":
        return this.typeOf(node.of);
      case "unary":
        return this.#unary(node);
      case "call":
        return this.#call(node);
      case "aggregation":
        return this.#aggregation(node);
      case "binary":
        return this.#binary(node);
      default:
        return undefined;
    }
  }

  #report(check: string, { from, to }: Span, message: string, replacement?: string): void {
    const suggestion =
      replacement === undefined ? {} : { suggestion: this.#text.slice(0, from) + replacement + this.#text.slice(to) };
    this.problems.push({ check: `type/${check}`, severity: "error", message, from, to, ...suggestion });
  }

  #needs(feature: Feature, span: Span, what: string): void {
    if (this.#features.has(feature)) return;
    this.#report("experimental", span, `${what} is experimental and off by default (feature ${feature})`);
  }

  #selector(node: Selector): Type {
    if (node.names > 1) this.#report("name", node, "the metric's name is set twice; keep one");
    const selects = node.matchers.some((matcher) => matcher.variable || !canBeEmpty(matcher));
    if (node.name === undefined && !selects)
      this.#report(
        "empty-selector",
        node,
        "this selects every series there is; name a metric or a label value that is not empty",
      );
    return "instant vector";
  }

  #range(node: Range): Type {
    if (node.of.kind !== "selector" && node.of.kind !== "variable" && node.of.kind !== "unreadable")
      this.#rangeOfOther(node);
    this.typeOf(node.of);
    this.#duration(node.range);
    return "range vector";
  }

  #rangeOfOther(node: Range): void {
    if (
      node.of.kind === "modified" &&
      (node.of.modifier === "anchored" || node.of.modifier === "smoothed") &&
      node.of.of.kind === "selector"
    )
      return;
    const modified = node.of.kind === "modified";
    const message = modified
      ? `${node.of.modifier} stands behind the range: write it after the brackets`
      : "only a selector has a range; of anything else take a subquery";
    const subquery = modified ? undefined : `${this.#text.slice(node.of.from, node.range.to)}:]`;
    this.#report("range", node, message, subquery);
  }

  #subquery(node: Subquery): Type {
    const type = this.typeOf(node.of);
    if (type !== undefined && type !== "instant vector")
      this.#report("subquery", node, `a subquery is taken of an instant vector, not of ${a(type)}`);
    this.#duration(node.range);
    if (node.step) this.#duration(node.step);
    return "range vector";
  }

  #duration(duration: DurationNode): void {
    if (duration.experimental) this.#needs("duration-expressions", duration, "a calculated duration");
    if (duration.seconds !== undefined && duration.seconds <= 0)
      this.#report("duration", duration, "a duration must be greater than 0");
    if (Math.abs(duration.seconds ?? 0) > LONGEST_SECONDS)
      this.#report("duration", duration, "a duration is at most about 292 years");
  }

  #modified(node: Modified): Type {
    const type = this.typeOf(node.of);
    if (node.modifier === "anchored" || node.modifier === "smoothed") this.#extended(node);
    else if (!modifiable(node.of))
      this.#report(
        "modifier",
        node,
        `${node.modifier} can only follow a selector, a range or a subquery: move it inside`,
      );
    else if (hasModifier(node.of, node.modifier))
      this.#report("modifier", node, `${node.modifier} is set twice; keep one`);
    if (node.offset?.experimental) this.#needs("duration-expressions", node.offset, "a calculated offset");
    return type;
  }

  #extended(node: Modified): void {
    this.#needs("extended-ranges", node, node.modifier);
    const other = node.modifier === "anchored" ? "smoothed" : "anchored";
    const target = withoutTimes(node.of);
    if (hasModifier(node.of, other))
      this.#report("modifier", node, "anchored and smoothed exclude each other; keep one");
    else if (target.kind !== "selector" && target.kind !== "range" && !hasModifier(node.of, node.modifier))
      this.#report("modifier", node, `${node.modifier} can only follow a selector or its range`);
  }

  #unary(node: Expression & { kind: "unary" }): Type {
    const type = this.typeOf(node.of);
    if (type === "string" || type === "range vector")
      this.#report("operand", node, `${node.operator} is for scalars and instant vectors, not for ${a(type)}`);
    return type;
  }

  #call(node: Call): Type {
    const signature = SIGNATURES.get(node.name);
    if (!signature) {
      this.problems.push(unknownFunction(this.#text, node.nameSpan));
      for (const argument of node.arguments) this.typeOf(argument);
      return undefined;
    }
    if (signature.experimental) this.#needs("experimental-functions", node.nameSpan, `${node.name}()`);
    this.#argumentCount(node, signature);
    this.#arguments(node, signature);
    if (node.name === "info") this.#infoSelector(node);
    return signature.returns;
  }

  #argumentCount({ name, arguments: given, ...node }: Call, { arguments: wanted, optional, most }: Signature): void {
    const least = wanted.length - optional;
    if (given.length >= least && given.length <= most) return;
    const count = least === most ? `${least}` : given.length < least ? `at least ${least}` : `at most ${most}`;
    this.#report(
      "arguments",
      node,
      `${name}() takes ${count} ${count === "1" ? "argument" : "arguments"}, not ${given.length}`,
    );
  }

  #arguments(node: Call, { arguments: wanted, most }: Signature): void {
    for (const [index, argument] of node.arguments.entries()) {
      const type = this.typeOf(argument);
      const due = wanted[Math.min(index, wanted.length - 1)];
      if (index >= most || type === undefined || type === due) continue;
      const ranged =
        due === "range vector" && argument.kind === "selector" ? `${this.#slice(argument)}[5m]` : undefined;
      this.#report("argument", argument, `${node.name}() takes ${a(due)} here, not ${a(type)}`, ranged);
    }
  }

  /** The second argument of info() is no vector but a list of labels, so it may be empty and must have no name. */
  #infoSelector({ arguments: [, labels] }: Call): void {
    if (!labels || labels.kind === "variable") return;
    if (labels.kind !== "selector" || labels.name !== undefined)
      this.#report("argument", labels, "info() takes label matchers in braces here, without a metric");
    const empty = this.problems.findIndex(({ check, from }) => check === "type/empty-selector" && from === labels.from);
    if (empty >= 0) this.problems.splice(empty, 1);
  }

  #aggregation(node: Aggregation): Type {
    const { operator, arguments: given } = node;
    if (EXPERIMENTAL_AGGREGATIONS.has(operator)) this.#needs("experimental-functions", node, `${operator}()`);
    const parameter = PARAMETERS.get(operator);
    const wanted: readonly ValueType[] = parameter ? [parameter, "instant vector"] : ["instant vector"];
    if (given.length !== wanted.length)
      this.#report(
        "arguments",
        node,
        `${operator}() takes ${wanted.length === 1 ? "1 argument" : "2 arguments"}, not ${given.length}`,
      );
    for (const [index, argument] of given.entries()) {
      const type = this.typeOf(argument);
      if (wanted[index] !== undefined && type !== undefined && type !== wanted[index])
        this.#report("argument", argument, `${operator}() takes ${a(wanted[index])} here, not ${a(type)}`);
    }
    return "instant vector";
  }

  #binary(node: Binary): Type {
    const left = this.typeOf(node.left);
    const right = this.typeOf(node.right);
    this.#operand(node.left, left);
    this.#operand(node.right, right);
    const vectors = left !== "scalar" && right !== "scalar";
    if (node.bool && !COMPARISONS.has(node.operator))
      this.#report("bool", node.operatorSpan, `bool is for comparisons, not for ${node.operator}`);
    if (COMPARISONS.has(node.operator) && !node.bool && left === "scalar" && right === "scalar")
      this.#scalarComparison(node);
    if (SETS.has(node.operator)) this.#set(node, vectors);
    if (!vectors && (node.matching.labels.length > 0 || node.matching.fill))
      this.#report(
        "matching",
        node.matching,
        "only two instant vectors are matched by labels; one side here is a scalar",
      );
    this.#matching(node);
    if (left === undefined || right === undefined)
      return left === "instant vector" || right === "instant vector" ? "instant vector" : undefined;
    return left === "scalar" && right === "scalar" ? "scalar" : "instant vector";
  }

  #operand(operand: Expression, type: Type): void {
    if (type === "string" || type === "range vector")
      this.#report("operand", operand, `an operator takes scalars and instant vectors, not ${a(type)}`);
  }

  #scalarComparison({ operator, operatorSpan }: Binary): void {
    const message = "two scalars are compared with bool: there is no series to keep or drop";
    this.#report("scalar-comparison", operatorSpan, message, `${operator} bool`);
  }

  #set(node: Binary, vectors: boolean): void {
    if (!vectors)
      this.#report("set-operator", node, `${node.operator} is for two instant vectors; one side here is a scalar`);
    if (node.matching.group)
      this.#report(
        "matching",
        node.matching,
        `${node.operator} needs no ${node.matching.group}: it matches many to many`,
      );
    if (node.matching.fill) this.#report("matching", node.matching, `${node.operator} has nothing to fill in`);
  }

  #matching({ matching }: Binary): void {
    if (matching.fill) this.#needs("fill-modifiers", matching, "fill()");
    if (matching.by !== "on") return;
    const on = new Set(matching.labels.map(({ name }) => name));
    for (const label of matching.include)
      if (on.has(label.name))
        this.#report(
          "matching",
          label,
          `${label.name} stands in on () and in ${matching.group} () at once; the first is enough`,
        );
  }

  #slice({ from, to }: Span): string {
    return this.#text.slice(from, to);
  }
}

const a = (type: Type): string => `${type === "instant vector" ? "an" : "a"} ${type}`;

const modifiable = (node: Expression): boolean => {
  const target = node.kind === "modified" ? withoutModifiers(node) : node;
  if (target.kind === "range")
    return target.of.kind === "selector" || target.of.kind === "modified" || target.of.kind === "variable";
  return ["selector", "subquery", "variable", "unreadable"].includes(target.kind);
};

const withoutModifiers = (node: Expression): Expression =>
  node.kind === "modified" ? withoutModifiers(node.of) : node;
const withoutTimes = (node: Expression): Expression =>
  node.kind === "modified" && (node.modifier === "offset" || node.modifier === "@") ? withoutTimes(node.of) : node;

/** A modifier of a selector stands before or behind its range. */
function hasModifier(node: Expression, modifier: Modified["modifier"]): boolean {
  if (node.kind === "modified") return node.modifier === modifier || hasModifier(node.of, modifier);
  return node.kind === "range" && hasModifier(node.of, modifier);
}
