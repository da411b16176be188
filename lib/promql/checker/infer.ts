import type { Aggregation, Binary, Expression, Selector } from "../parse/ast.ts";
import { inferCall } from "./calls.ts";
import type { Catalogue } from "./catalogue.ts";
import { constantOf } from "./constants.ts";
import { type Facts, NOTHING, SCALAR } from "./facts.ts";
import { joined, samplesOf } from "./histograms.ts";
import { COMPARISONS, SETS } from "./operators.ts";
import { type Series, seriesOf } from "./series.ts";
import { added, divided, multiplied } from "./units.ts";
import { passesAny, valuesOf } from "./values.ts";

/** The facts of every expression inside one. */
export type FactsOf = (node: Expression) => Facts;

/** Infers labels, units and kinds from the catalogue; each node is inferred once. */
export function infer(catalogue: Catalogue): FactsOf {
  const known = new Map<Expression, Facts>();
  const factsOf: FactsOf = (node) => {
    const facts = known.get(node) ?? inferNode(node, factsOf, catalogue);
    known.set(node, facts);
    return facts;
  };
  return factsOf;
}

function inferNode(node: Expression, factsOf: FactsOf, catalogue: Catalogue): Facts {
  switch (node.kind) {
    case "number":
    case "string":
      return SCALAR;
    case "selector":
      return selector(node, catalogue);
    case "range":
    case "modified":
    case "parentheses":
    case "unary":
      return factsOf(node.of);
    case "subquery":
      return { ...factsOf(node.of), series: undefined };
    case "call":
      return inferCall(node, factsOf);
    case "aggregation":
      return aggregation(node, factsOf);
    case "binary":
      return binary(node, factsOf);
    default:
      return NOTHING;
  }
}

function selector(node: Selector, catalogue: Catalogue): Facts {
  const series = seriesOf(node, catalogue);
  if (!series) return NOTHING;
  const isNative = series.type === "native histogram";
  const bucketsOf = series.part === "bucket" || isNative ? series.metric : undefined;
  const isFloat = series.type === "counter" || series.type === "gauge";
  const samples = isNative ? "native histograms" : isFloat ? "floats" : undefined;
  return {
    labels: series.labels,
    fixed: fixedBy(node, series),
    unit: series.unit,
    series,
    samples,
    bucketsOf,
    quantileOf: undefined,
  };
}

/** Labels with one value: matched by `=`, or with no other value that passes. */
function fixedBy({ matchers }: Selector, series: Series): ReadonlySet<string> {
  const single = [...series.labels].filter((label) => {
    if (series.metric.fixed?.includes(label)) return true;
    const own = matchers.filter((matcher) => matcher.label === label);
    if (own.some(({ operator, value, variable }) => operator === "=" && value !== "" && !variable)) return true;
    const values = valuesOf(series, label)?.filter((spellings) =>
      own.every((matcher) => passesAny(matcher, spellings)),
    );
    return values !== undefined && values.length <= 1;
  });
  return new Set(single);
}

const KEEPING: ReadonlySet<string> = new Set(["topk", "bottomk", "limitk", "limit_ratio"]);
const COUNTING: ReadonlySet<string> = new Set(["count", "count_values", "group"]);

function aggregation(node: Aggregation, factsOf: FactsOf): Facts {
  const argument = node.arguments.at(-1);
  const of = argument ? factsOf(argument) : NOTHING;
  if (KEEPING.has(node.operator)) return { ...of, series: undefined };
  const unit = COUNTING.has(node.operator) ? "items" : node.operator === "stdvar" ? undefined : of.unit;
  const labels = grouped(node, of.labels);
  const samples = samplesOf(node.operator, of.samples);
  const keepsBuckets = samples === "native histograms" || (node.operator === "sum" && labels?.has("le"));
  return { ...of, labels, unit, series: undefined, samples, bucketsOf: keepsBuckets ? of.bucketsOf : undefined };
}

function grouped({ by, labels, operator, arguments: given }: Aggregation, of: Facts["labels"]): Facts["labels"] {
  const names = labels.map(({ name }) => name);
  const counted = operator === "count_values" && given[0]?.kind === "string" ? [given[0].value] : [];
  if (by === "without") return of && new Set([...[...of].filter((label) => !names.includes(label)), ...counted]);
  return new Set([...names.filter((name) => of === undefined || of.has(name)), ...counted]);
}

function binary(node: Binary, factsOf: FactsOf): Facts {
  const [left, right] = [factsOf(node.left), factsOf(node.right)];
  if (SETS.has(node.operator)) return set(node, left, right);
  const [leftIsPlain, rightIsPlain] = [isScalar(node.left, left), isScalar(node.right, right)];
  const base = leftIsPlain ? right : left;
  const labels = leftIsPlain || rightIsPlain ? base.labels : matched(node, left.labels, right.labels);
  const unit = unitOf(node, left, right);
  if (COMPARISONS.has(node.operator) && !node.bool) return { ...base, labels, unit, series: undefined };
  const result = joined(node, left.samples, right.samples);
  const samples = result === "nothing" ? undefined : result;
  const histogram = samples === "native histograms" ? (left.bucketsOf ?? right.bucketsOf) : undefined;
  return { ...NOTHING, labels, fixed: base.fixed, unit, samples, bucketsOf: histogram };
}

function set({ operator }: Binary, left: Facts, right: Facts): Facts {
  if (operator !== "or") return { ...left, series: undefined };
  const labels = left.labels && right.labels && new Set([...left.labels, ...right.labels]);
  const unit = left.unit === right.unit ? left.unit : undefined;
  return { ...NOTHING, labels, unit, samples: left.samples === right.samples ? left.samples : undefined };
}

const isScalar = (node: Expression, { labels }: Facts): boolean =>
  constantOf(node) !== undefined ||
  (labels?.size === 0 && node.kind === "call" && ["time", "scalar", "pi"].includes(node.name));

/** The labels of a one-to-one match are what it matched by; a grouping keeps those of the many side. */
function matched({ matching }: Binary, left: Facts["labels"], right: Facts["labels"]): Facts["labels"] {
  const include = matching.include.map(({ name }) => name);
  const many = matching.group === "group_right" ? right : left;
  if (matching.group) return many && new Set([...many, ...include]);
  const names = new Set(matching.labels.map(({ name }) => name));
  if (matching.by === "on") return names;
  if (left === undefined) return undefined;
  return new Set([...left].filter((label) => !names.has(label)));
}

function unitOf(node: Binary, left: Facts, right: Facts): Facts["unit"] {
  const { operator, bool } = node;
  if (COMPARISONS.has(operator)) return bool ? "boolean" : (left.unit ?? right.unit);
  if (operator === "+" || operator === "-") {
    const unit = added(left.unit, right.unit, operator);
    return unit === "mixed" ? undefined : unit;
  }
  if (operator === "/") return divided(left.unit, right.unit);
  return operator === "*" ? multiplied(left.unit, right.unit) : undefined;
}
