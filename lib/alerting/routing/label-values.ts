import type { Catalogue } from "../../promql/checker/catalogue.ts";
import { seriesOf } from "../../promql/checker/series.ts";
import { passesAny, type Spellings, valuesOf } from "../../promql/checker/values.ts";
import type { Binary, Call, Expression, Selector } from "../../promql/parse/ast.ts";
import { parse } from "../../promql/parse/parse.ts";
import type { Alert } from "../rules/alert.ts";
import type { Recording } from "../rules/group.ts";

/** The values that a label of an alert's series can have; undefined where there is no list of them. */
export type LabelValues = (alert: Alert, label: string) => readonly string[] | undefined;

/** Knows of no label what values it has. */
export const anyValues: LabelValues = () => undefined;

interface Known {
  readonly catalogue: Catalogue;
  /** The expression that a recording rule's series come from. */
  readonly recorded: (name: string) => Expression | undefined;
}

/** Follows the label through the alert's expression, and through recording rules, to the metrics and their bounds. */
export function labelValues(catalogue: Catalogue, recordings: readonly Recording[] = []): LabelValues {
  const read = remembered((promql: string) => parse(promql).expression);
  const sources = new Map<string, string>(recordings.map(({ record, of }) => [record, of.promql]));
  const recorded = (name: string) => {
    const source = sources.get(name);
    return source === undefined ? undefined : read(source);
  };
  return ({ condition }, label) =>
    valuesIn(read(condition.promql), label, { catalogue, recorded }) ?? (label === "job" ? catalogue.jobs : undefined);
}

function remembered<T>(work: (text: string) => T): (text: string) => T {
  const done = new Map<string, T>();
  return (text) => {
    const known = done.get(text) ?? work(text);
    done.set(text, known);
    return known;
  };
}

type Values = readonly string[] | undefined;

function valuesIn(node: Expression, label: string, known: Known): Values {
  switch (node.kind) {
    case "selector":
      return valuesOfSelector(node, label, known);
    case "range":
    case "subquery":
    case "modified":
    case "parentheses":
    case "unary":
      return valuesIn(node.of, label, known);
    case "aggregation":
      return firstKnown(node.arguments, label, known);
    case "call":
      return valuesOfCall(node, label, known);
    case "binary":
      return valuesOfBinary(node, label, known);
    default:
      return undefined;
  }
}

const firstKnown = (nodes: readonly Expression[], label: string, known: Known): Values =>
  nodes.map((node) => valuesIn(node, label, known)).find((values) => values !== undefined);

function valuesOfSelector(node: Selector, label: string, known: Known): Values {
  const matchers = node.matchers.filter((matcher) => matcher.label === label);
  const equal = matchers.find(({ operator }) => operator === "=");
  return equal
    ? [equal.value]
    : spellingsOf(node, label, known)
        ?.filter((spellings) => matchers.every((matcher) => passesAny(matcher, spellings)))
        .map((spellings) => spellings.at(-1) as string);
}

function spellingsOf(node: Selector, label: string, known: Known): readonly Spellings[] | undefined {
  const source = node.name === undefined ? undefined : known.recorded(node.name);
  if (source) return valuesIn(source, label, known)?.map((value) => [value]);
  const series = seriesOf(node, known.catalogue);
  return series && valuesOf(series, label);
}

/** What is absent has only the labels that are matched by `=`; a copied label has its source's values. */
function valuesOfCall({ name, arguments: given }: Call, label: string, known: Known): Values {
  if (name !== "label_replace") return firstKnown(given, label, known);
  const [of, to, replacement, from, pattern] = given;
  if (of === undefined || textOf(to) !== label) return of && valuesIn(of, label, known);
  const copied = textOf(replacement) === "$1" && textOf(pattern) === "(.*)";
  return copied ? valuesIn(of, textOf(from) ?? "", known) : undefined;
}

const textOf = (node: Expression | undefined): string | undefined => (node?.kind === "string" ? node.value : undefined);

/** Where both sides must have the label's value in common, it is one that both can have. */
function valuesOfBinary(node: Binary, label: string, known: Known): Values {
  const left = valuesIn(node.left, label, known);
  const right = valuesIn(node.right, label, known);
  if (node.operator === "or") return left && right && [...new Set([...left, ...right])];
  if (left === undefined || right === undefined) return node.operator === "unless" ? left : (left ?? right);
  return node.operator !== "unless" && matchedOn(node, label) ? left.filter((value) => right.includes(value)) : left;
}

function matchedOn({ matching }: Binary, label: string): boolean {
  if (matching.by === undefined) return true;
  return matching.labels.some(({ name }) => name === label) === (matching.by === "on");
}
