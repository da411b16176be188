import { parseDuration } from "../../metrics/duration.ts";
import type { Unit } from "../../metrics/units.ts";
import { constantOf } from "../../promql/checker/constants.ts";
import { type Catalogue, check } from "../../promql/checker/index.ts";
import { type Binary, bare, children, type Expression, type Matcher, nodes } from "../../promql/parse/ast.ts";
import { numberOf } from "../../promql/parse/literals.ts";
import { parse } from "../../promql/parse/parse.ts";

/** An alert as a rule file has it; texts may hold Go templates. */
export interface WrittenRule {
  readonly expr: string;
  /** A Prometheus duration. */
  readonly for?: string | undefined;
  readonly keep_firing_for?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** What its texts are held to. All durations in seconds. */
export interface RuleFacts {
  /** Of the series that fire; undefined where they cannot be known. */
  readonly labels: readonly string[] | undefined;
  /** Of `$value`; undefined where it cannot be known. */
  readonly unit: Unit | undefined;
  readonly for: number | undefined;
  /** Ranges, steps and offsets of the expression. */
  readonly windows: readonly number[];
  /** Windows that say by themselves how long something held: the lowest of 5 minutes, no event in 10. */
  readonly holding: readonly number[];
  /** Numbers of the expression, calculated as far as they can be: `10 / 60`. */
  readonly constants: readonly number[];
  /** It reads what other rules record, so that numbers of theirs may be told. */
  readonly readsRules: boolean;
}

export function factsOf(rule: WrittenRule, catalogue: Catalogue): RuleFacts {
  const { labels, unit } = check(rule.expr, { catalogue, context: "rule" });
  const { expression } = parse(rule.expr);
  const held = [rule.for, rule.keep_firing_for].flatMap((text) => (text && parseDuration(text)) || []);
  return {
    ...{ labels, unit, for: held[0], windows: windowsIn(expression) },
    holding: [...held, ...nodes(expression).flatMap(holdingOf)],
    constants: constantsIn(expression),
    readsRules: nodes(expression).some(
      (node) => node.kind === "selector" && catalogue.metrics.get(node.name ?? "")?.recorded,
    ),
  };
}

const windowsIn = (expression: Expression): readonly number[] =>
  nodes(expression).flatMap((node) => {
    if (node.kind === "modified") return node.offset?.seconds ?? [];
    if (node.kind === "range") return node.range.seconds ?? [];
    return node.kind === "subquery" ? [node.range.seconds ?? [], node.step?.seconds ?? []].flat() : [];
  });

/** The outermost expressions that need no series, and the bounds of buckets. */
function constantsIn(node: Expression): readonly number[] {
  if (node.kind === "selector") return node.matchers.flatMap(boundsOf);
  const value = constantOf(node);
  return value === undefined ? children(node).flatMap(constantsIn) : [value];
}

/** `le=~"60|60\\.0"` */
const boundsOf = ({ label, value }: Matcher): readonly number[] =>
  label === "le" ? value.split("|").flatMap((text) => numberOf(text.replaceAll("\\", "")) ?? []) : [];

function holdingOf(node: Expression): readonly number[] {
  if (node.kind === "call" && node.name.endsWith("_over_time")) return windowsIn(node);
  return node.kind === "binary" && isNothing(node) ? windowsIn(bare(node.left)) : [];
}

/** `increase(…[10m]) == 0`: nothing happened for so long. */
const isNothing = ({ operator, right }: Binary): boolean =>
  (operator === "==" && constantOf(right) === 0) || (operator === "<" && (constantOf(right) ?? 2) <= 1);
