import { isMap, isScalar, visit, type YAMLMap } from "yaml";
import { located, textOf, unreadable } from "./document.ts";
import type { Input } from "./input.ts";

/**
 * The queries of a Grafana dashboard: the classic model, schema v2, the HTTP API's envelope, and rows in any of them.
 * All have a text `expr`, and above it a `title` of the panel. Fails on a file that is no JSON object.
 */
export function dashboardInputs(file: string, content: string): readonly Input[] {
  checkJson(file, content);
  const { document, lineOf } = located(file, content);
  if (!isMap(document.contents)) throw unreadable(file, 1, "it is no object");
  const inputs: Input[] = [];
  visit(document, {
    Pair(_, pair, path) {
      const above = path.filter((node) => isMap(node)).reverse();
      if (!isScalar(pair.key) || pair.key.value !== "expr" || !isScalar(pair.value) || isForeign(above)) return;
      const expression = typeof pair.value.value === "string" ? pair.value.value.trim() : "";
      if (expression !== "") inputs.push(query(expression, lineOf(pair.key), above));
    },
  });
  return inputs;
}

const query = (expression: string, line: number, above: readonly YAMLMap[]): Input => {
  const [panel, letter, legend] = [nearest(above, "title"), nearest(above, "refId"), nearest(above, "legendFormat")];
  return {
    expression,
    use: { context: "dashboard", legend: legend ?? "" },
    where: { line, ...(panel === undefined ? {} : { panel }), ...(letter === undefined ? {} : { query: letter }) },
  };
};

/** The text of this name in the nearest of the objects around. */
function nearest(above: readonly YAMLMap[], name: string): string | undefined {
  for (const map of above) {
    const text = textOf(map, name);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Of another data source than Prometheus: Loki has an `expr` too. */
function isForeign(above: readonly YAMLMap[]): boolean {
  const types = above.flatMap((map) => {
    const source: unknown = map.get("datasource");
    return [isMap(source) ? textOf(source, "type") : undefined, textOf(map, "group")];
  });
  const type = types.find((one) => one !== undefined && !one.startsWith("$"));
  return type !== undefined && type !== "prometheus";
}

/** YAML takes what JSON refuses. */
function checkJson(file: string, content: string): void {
  try {
    JSON.parse(content);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw unreadable(file, content.slice(0, placeIn(content, why)).split("\n").length, why.replace(/\s+/g, " "));
  }
}

/** Node tells a position, or the text around the place, or that the end came too early. */
function placeIn(content: string, why: string): number {
  const position = /position (\d+)/.exec(why)?.[1];
  const around = /"(?:\.{3})?([\s\S]*?)(?:\.{3})?" is not valid JSON$/.exec(why)?.[1];
  if (position !== undefined) return Number(position);
  return around === undefined ? content.length : content.indexOf(around) + Math.floor(around.trimEnd().length / 2);
}
