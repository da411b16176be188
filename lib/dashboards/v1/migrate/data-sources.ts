import { isObject, type Json, listAt, textAt } from "../../reading/json.ts";
import { type Reference, Resolver } from "./resolver.ts";
import type { Tell } from "./step.ts";

/**
 * Points everything that asks Prometheus to `ours`: what names its data source by a name, by a variable, by the uid that
 * it has in another Grafana, or not at all. Where another Grafana has two, both are left as they are, and told.
 */
export function withDataSource(json: Json, ours: Reference, tell: Tell): Json {
  const resolver = new Resolver(json, ours);
  const made = {
    ...json,
    ...inList(json, "annotations", (one) => resolver.pointed(one, typeof one["expr"] === "string")),
    ...inList(json, "templating", (one) => resolver.pointed(one, asksForLabels(one))),
    ...(Array.isArray(json["panels"]) && { panels: json["panels"].map((panel) => panelWith(panel, resolver)) }),
  };
  for (const line of resolver.told()) tell(line);
  return withoutChoice(made, resolver, tell);
}

const inList = (json: Json, name: string, change: (one: Json) => Json): Json =>
  isObject(json[name])
    ? { [name]: { ...json[name], list: listAt(json, name, "list").map((one) => (isObject(one) ? change(one) : one)) } }
    : {};

/** A query variable of Prometheus: its words are known to no other data source. */
const asksForLabels = (variable: Json): boolean =>
  variable["type"] === "query" &&
  /^\s*(label_values|label_names|query_result|metrics)\s*\(/.test(
    textAt(variable, "query") ?? textAt(variable, "query", "query") ?? "",
  );

function panelWith(panel: unknown, resolver: Resolver): unknown {
  if (!isObject(panel)) return panel;
  const targets = listAt(panel, "targets").filter(isObject);
  const isPromql = targets.length > 0 && targets.every(hasExpression);
  const common = isMixed(panel["datasource"]) ? undefined : panel["datasource"];
  const asked = targets.map((target) =>
    resolver.pointed({ ...target, datasource: target["datasource"] ?? common }, hasExpression(target)),
  );
  return {
    ...resolver.pointed(panel, isPromql && !isMixed(panel["datasource"])),
    ...(Array.isArray(panel["targets"]) && { targets: asked }),
    ...(Array.isArray(panel["panels"]) && { panels: panel["panels"].map((one) => panelWith(one, resolver)) }),
  };
}

const hasExpression = (target: Json): boolean => typeof target["expr"] === "string";
const isMixed = (source: unknown): boolean => source === "-- Mixed --" || textAt(source, "uid") === "-- Mixed --";

/** A choice among Prometheus servers that nothing asks for any more. */
function withoutChoice(json: Json, resolver: Resolver, tell: Tell): Json {
  const variables = listAt(json, "templating", "list");
  const unused = variables.filter((one) => {
    const name = textAt(one, "name") ?? "";
    const others = JSON.stringify({ ...json, templating: variables.filter((other) => other !== one) });
    return resolver.isChoice(name) && !new RegExp(`\\$\\{?${name}\\b`).test(others);
  });
  if (unused.length === 0) return json;
  for (const one of unused) tell(`let its reader choose a Prometheus by $${textAt(one, "name")}: there is one`);
  return inListWithout(json, variables, unused);
}

const inListWithout = (json: Json, variables: readonly unknown[], unused: readonly unknown[]): Json => ({
  ...json,
  templating: { list: variables.filter((one) => !unused.includes(one)) },
});
