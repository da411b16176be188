import { nodes } from "./parse/ast.ts";
import { parse } from "./parse/parse.ts";

/**
 * The expression with a metric named anew, wherever it is selected; label names and texts stay as they are. An
 * expression that is no PromQL is given back unchanged.
 */
export function renamed(promql: string, from: string, to: string): string {
  const spans = nodes(parse(promql).expression).flatMap((node) =>
    node.kind === "selector" && node.name === from ? [node.nameSpan] : [],
  );
  return spans
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, span) => text.slice(0, span.from) + to + text.slice(span.to), promql);
}
