import type { Catalogue } from "../../../promql/checker/catalogue.ts";
import { constantOf } from "../../../promql/checker/constants.ts";
import { COMPARISONS } from "../../../promql/checker/operators.ts";
import { type Series, seriesOf } from "../../../promql/checker/series.ts";
import { type Expression, type Matcher, nodes } from "../../../promql/parse/ast.ts";
import { parse } from "../../../promql/parse/parse.ts";
import { unknownMetric } from "../errors.ts";

/** What rules read, and what matters to them: from this their series are made up. */
export interface Reading {
  readonly series: readonly Series[];
  /** Label to the values that matchers name. */
  readonly named: ReadonlyMap<string, readonly string[]>;
  /** Numbers that something is compared with. */
  readonly thresholds: readonly number[];
  /** Ranges, in seconds, in ascending order; a minute where nothing looks back. */
  readonly windows: readonly [number, ...number[]];
}

/** Reads the expressions together. `recorded` are the series that the rules themselves write. */
export function readingOf(
  alert: string,
  expressions: readonly string[],
  given: { readonly catalogue: Catalogue; readonly recorded: ReadonlySet<string> },
): Reading {
  const all = expressions.flatMap((text) => nodes(parse(text).expression));
  const selectors = all
    .filter((node) => node.kind === "selector")
    .filter(({ name }) => !given.recorded.has(name ?? ""));
  const series = selectors.map((node) => {
    const found = seriesOf(node, given.catalogue);
    if (!found) throw unknownMetric(alert, node.name ?? "a selector without a name");
    return found;
  });
  const [shortest = 60, ...windows] = [...new Set(all.flatMap(windowsOf))].sort((a, b) => a - b);
  return {
    series: distinct(series),
    named: namedBy(selectors.flatMap(({ matchers }) => matchers)),
    thresholds: [...new Set(all.flatMap(thresholdOf))],
    windows: [shortest, ...windows],
  };
}

const distinct = (series: readonly Series[]): readonly Series[] => [
  ...new Map(series.map((one) => [`${one.metric.name} ${one.part}`, one])).values(),
];

/** Patterns are taken apart at their bars: ours are lists. */
function namedBy(matchers: readonly Matcher[]): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, readonly string[]>();
  for (const { label, operator, value } of matchers) {
    const values = operator.endsWith("~") ? value.split("|") : [value];
    named.set(label, [...new Set([...(named.get(label) ?? []), ...values])]);
  }
  return named;
}

function windowsOf(node: Expression): readonly number[] {
  if (node.kind === "range" || node.kind === "subquery") return node.range.seconds ? [node.range.seconds] : [];
  return [];
}

function thresholdOf(node: Expression): readonly number[] {
  if (node.kind !== "binary" || !COMPARISONS.has(node.operator)) return [];
  return [node.left, node.right].map(constantOf).filter((value) => value !== undefined);
}
