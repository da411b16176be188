import type { Catalogue } from "../../promql/checker/catalogue.ts";
import { seriesOf } from "../../promql/checker/series.ts";
import { passesAny, valuesOf } from "../../promql/checker/values.ts";
import type { Binary, Call, Expression, Selector } from "../../promql/parse/ast.ts";
import { parse } from "../../promql/parse/parse.ts";
import type { Alert } from "../rules/alert.ts";

/** The values that a label of an alert's series can have; undefined where there is no list of them. */
export type LabelValues = (alert: Alert, label: string) => readonly string[] | undefined;

/** Knows of no label what values it has. */
export const anyValues: LabelValues = () => undefined;

/** Follows the label through the alert's expression to the metrics, whose values the catalogue bounds. */
export function labelValues(catalogue: Catalogue): LabelValues {
  const read = new Map<string, Expression>();
  const expressionOf = ({ condition }: Alert): Expression => {
    const expression = read.get(condition.promql) ?? parse(condition.promql).expression;
    read.set(condition.promql, expression);
    return expression;
  };
  return (alert, label) =>
    valuesIn(expressionOf(alert), label, catalogue) ?? (label === "job" ? catalogue.jobs : undefined);
}

type Values = readonly string[] | undefined;

function valuesIn(node: Expression, label: string, catalogue: Catalogue): Values {
  switch (node.kind) {
    case "selector":
      return valuesOfSelector(node, label, catalogue);
    case "range":
    case "subquery":
    case "modified":
    case "parentheses":
    case "unary":
      return valuesIn(node.of, label, catalogue);
    case "aggregation":
      return firstKnown(node.arguments, label, catalogue);
    case "call":
      return valuesOfCall(node, label, catalogue);
    case "binary":
      return valuesOfBinary(node, label, catalogue);
    default:
      return undefined;
  }
}

const firstKnown = (nodes: readonly Expression[], label: string, catalogue: Catalogue): Values =>
  nodes.map((node) => valuesIn(node, label, catalogue)).find((values) => values !== undefined);

function valuesOfSelector(node: Selector, label: string, catalogue: Catalogue): Values {
  const matchers = node.matchers.filter((matcher) => matcher.label === label);
  const equal = matchers.find(({ operator }) => operator === "=");
  if (equal) return [equal.value];
  const series = seriesOf(node, catalogue);
  return (
    series &&
    valuesOf(series, label)
      ?.filter((spellings) => matchers.every((matcher) => passesAny(matcher, spellings)))
      .map((spellings) => spellings.at(-1) as string)
  );
}

/** What is absent has only the labels that are matched by `=`; a copied label has its source's values. */
function valuesOfCall({ name, arguments: given }: Call, label: string, catalogue: Catalogue): Values {
  if (name !== "label_replace") return firstKnown(given, label, catalogue);
  const [of, to, replacement, from, pattern] = given;
  if (of === undefined || textOf(to) !== label) return of && valuesIn(of, label, catalogue);
  const copied = textOf(replacement) === "$1" && textOf(pattern) === "(.*)";
  return copied ? valuesIn(of, textOf(from) ?? "", catalogue) : undefined;
}

const textOf = (node: Expression | undefined): string | undefined => (node?.kind === "string" ? node.value : undefined);

/** Where both sides must have the label's value in common, it is one that both can have. */
function valuesOfBinary(node: Binary, label: string, catalogue: Catalogue): Values {
  const left = valuesIn(node.left, label, catalogue);
  const right = valuesIn(node.right, label, catalogue);
  if (node.operator === "or") return left && right && [...new Set([...left, ...right])];
  if (left === undefined || right === undefined) return node.operator === "unless" ? left : (left ?? right);
  return node.operator !== "unless" && matchedOn(node, label) ? left.filter((value) => right.includes(value)) : left;
}

function matchedOn({ matching }: Binary, label: string): boolean {
  if (matching.by === undefined) return true;
  return matching.labels.some(({ name }) => name === label) === (matching.by === "on");
}
