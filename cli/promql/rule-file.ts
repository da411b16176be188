import { isMap, isScalar, isSeq, type YAMLMap } from "yaml";
import { parseDuration } from "../../lib/metrics/duration.ts";
import { type Located, located, textOf, textsOf, unreadable } from "./document.ts";
import type { Input } from "./input.ts";

/**
 * The rules of a Prometheus rule file, or of a PrometheusRule of Kubernetes. Fails where the file is neither. Source:
 * prometheus.io/docs/prometheus/latest/configuration/recording_rules
 */
export function ruleFileInputs(file: string, content: string): readonly Input[] {
  const read = located(file, content);
  const groups: unknown = read.document.get("groups") ?? read.document.getIn(["spec", "groups"]);
  if (!isSeq(groups)) throw unreadable(file, 1, "it has no groups of rules");
  return groups.items.flatMap((group) => {
    const rules: unknown = isMap(group) ? group.get("rules") : undefined;
    if (!isMap(group) || !isSeq(rules)) throw unreadable(file, read.lineOf(group), "this group has no rules");
    return rules.items.map((rule) => ruleInput(file, group, rule, read));
  });
}

function ruleInput(file: string, group: YAMLMap, rule: unknown, { lineOf }: Located): Input {
  const expr = isMap(rule) ? rule.get("expr", true) : undefined;
  if (!isMap(rule) || !isScalar(expr)) throw unreadable(file, lineOf(rule), "this rule has no expr");
  const time = (map: YAMLMap, name: string) => seconds(file, map, name, lineOf(map.get(name, true)));
  const expression = String(expr.value).trim();
  const labels = textsOf(rule, "labels");
  const record = textOf(rule, "record");
  const texts = { labels, annotations: textsOf(rule, "annotations") };
  const held = { for: textOf(rule, "for"), keep_firing_for: textOf(rule, "keep_firing_for") };
  return {
    expression,
    use: {
      context: "rule",
      ...defined("for", time(rule, "for")),
      ...defined("evaluationInterval", time(group, "interval")),
    },
    where: {
      line: lineOf(expr),
      ...defined("group", textOf(group, "name")),
      ...defined("rule", textOf(rule, "alert") ?? record),
    },
    ...(record === undefined
      ? { alert: { expr: expression, ...held, ...texts } }
      : { recording: { record, expr: expression, labels } }),
  };
}

function seconds(file: string, map: YAMLMap, name: string, line: number): number | undefined {
  const text = textOf(map, name);
  const value = text === undefined ? undefined : parseDuration(text);
  if (text !== undefined && value === undefined)
    throw unreadable(file, line, `${name}: ${JSON.stringify(text)} is no duration such as 1m30s`);
  return value;
}

const defined = <K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { [key in K]: V });
