/**
 * A rule evaluated by Grafana itself. What makes it fire as in Prometheus is what Grafana does when it imports a rule:
 * every series that the query answers fires, whatever its value (grafana/grafana pkg/services/ngalert/prom).
 */
import type { RuleGroupRule, RuleGroupRuleData } from "@cdktf/provider-grafana/lib/rule-group";
import type { Alert } from "../../../alerting/rules/alert.ts";
import { rule } from "../../../alerting/rules/file.ts";
import type { Recording } from "../../../alerting/rules/group.ts";
import { escapeTemplate } from "../../terraform.ts";

export interface Evaluation {
  /** The uid of the data source that is asked. */
  readonly dataSource: string;
  /** Further annotations of an alert. */
  readonly annotations: (alert: Alert) => Readonly<Record<string, string>>;
}

const QUERY = "query";
const ANY = "any";
const CONDITION = "condition";
/** Seconds. The query is an instant one, asked at the end of this range. */
const RANGE = { from: 600, to: 0 };

export function managedAlert(alert: Alert, { dataSource, annotations }: Evaluation): RuleGroupRule {
  const written = rule(alert, annotations(alert));
  return {
    name: alert.name,
    condition: CONDITION,
    data: [query(written.expr, dataSource), anyValue, aboveZero],
    ...(written.for && { for: written.for }),
    ...statesOf(alert),
    // Prometheus resolves at the first evaluation without the series; Grafana, unless told, at the second.
    missingSeriesEvalsToResolve: 1,
    labels: escaped(written.labels),
    annotations: escaped(mapped(written.annotations, ofQuery)),
  };
}

export const managedRecording = ({ record, of }: Recording, { dataSource }: Evaluation): RuleGroupRule => ({
  name: record,
  data: [query(of.promql, dataSource)],
  record: { metric: record, from: QUERY, targetDatasourceUid: dataSource },
});

/**
 * No series: Prometheus knows no alert then, so it is OK. An evaluation that fails: Prometheus keeps what it knows, so an
 * alert that its meaning lets stay when nothing is scraped stays as it was; one that then ends is over; and one that
 * fires always falls silent, because its silence is how anybody learns that nothing is evaluated.
 */
export function statesOf({ meaning }: Alert): { readonly noDataState: "OK"; readonly execErrState: "OK" | "KeepLast" } {
  const firesAlways = meaning.fires.every(({ resolves }) => resolves === undefined);
  return { noDataState: "OK", execErrState: firesAlways || meaning.unscraped === "ends" ? "OK" : "KeepLast" };
}

const model = (json: object): string => escapeTemplate(JSON.stringify(json));

const query = (expr: string, dataSource: string): RuleGroupRuleData => ({
  refId: QUERY,
  datasourceUid: dataSource,
  relativeTimeRange: RANGE,
  model: model({
    refId: QUERY,
    datasource: { type: "prometheus", uid: dataSource },
    editorMode: "code",
    expr,
    instant: true,
    range: false,
  }),
});

const expression = (refId: string, given: Readonly<Record<string, unknown>>): RuleGroupRuleData => ({
  refId,
  datasourceUid: "__expr__",
  relativeTimeRange: { from: 0, to: 0 },
  model: model({ refId, datasource: { type: "__expr__", uid: "__expr__" }, ...given }),
});

/** 1 for each series, also for one whose value is 0 or no number. */
const anyValue = expression(ANY, {
  type: "math",
  expression: `is_number($${QUERY}) || is_nan($${QUERY}) || is_inf($${QUERY})`,
});
const aboveZero = expression(CONDITION, {
  type: "threshold",
  expression: ANY,
  conditions: [{ evaluator: { type: "gt", params: [0] } }],
});

/** Grafana's `$value` is a text of all values; the number that Prometheus means is the query's. */
const ofQuery = (text: string): string => text.replace(/\$value\b/g, `$values.${QUERY}.Value`);

const mapped = (texts: Readonly<Record<string, string>>, change: (text: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]));

const escaped = (texts: Readonly<Record<string, string>>): Record<string, string> => mapped(texts, escapeTemplate);
