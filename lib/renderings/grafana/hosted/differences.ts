/** What becomes otherwise where Grafana stands in Prometheus' or Alertmanager's place; docs/hosted-grafana.md shows it. */
export interface Difference {
  readonly what: string;
  readonly there: string;
  readonly here: string;
}

/** Rules that Grafana evaluates (`grafana_rule_group`) against the same rules in Prometheus or a ruler. */
export const RULE_DIFFERENCES: readonly Difference[] = [
  {
    what: "which series fire",
    there: "every series that the expression answers, whatever its value",
    here: "the same, by a second and a third step: a series whose value is 0 would be no alert otherwise",
  },
  {
    what: "no series",
    there: "no alert",
    here: "`no_data_state` is OK on every rule: no alert; `DatasourceNoData` never comes",
  },
  {
    what: "an evaluation that fails",
    there: "what fired is told until Alertmanager forgets it; the evaluator says so in its metrics",
    here: "`exec_err_state` follows the rule's meaning: OK where it ends when nothing is scraped, and for the Watchdog, whose silence is noticed; KeepLast where it stays",
  },
  {
    what: "a series that is gone",
    there: "resolved at once",
    here: "`missing_series_evals_to_resolve` is 1: resolved at once",
  },
  {
    what: "interval",
    there: "any; 15 s here",
    here: "the next multiple of 10 s: 20 s, so an alert comes up to 5 s later",
  },
  {
    what: "names",
    there: "several rules of a group may share one",
    here: "the second is `Name (2)`, in `alertname` as well: group and match by other labels",
  },
  {
    what: "labels",
    there: "those of the series and of the rule, and the external labels",
    here: "those of the series and of the rule, `grafana_folder`, and no external labels",
  },
  {
    what: "`$value` in texts",
    there: "the value",
    here: "`$values.query.Value`, which is written in its place: the same number",
  },
  {
    what: "recording rules",
    there: "before the alerts of their group, seen by them in the same evaluation",
    here: "written to the data source by Grafana: an alert sees them an evaluation later",
  },
  {
    what: "inhibitions",
    there: "Alertmanager's",
    here: "none: what is silenced there is told here",
  },
  {
    what: "proofs",
    there: "promtool proves the very text that is loaded",
    here: "they hold for the expressions; no program proves what Grafana does with them",
  },
];

/** Contact points, policies and mute timings against Alertmanager's receivers, routes and time intervals. */
export const ROUTING_DIFFERENCES: readonly Difference[] = [
  {
    what: "matchers, order, continue, grouping, times",
    there: "routes",
    here: "the same; group labels stand on every policy, and none is deeper than four below the root",
  },
  { what: "time intervals", there: "muted and active", here: "the same, as mute timings" },
  {
    what: "mail",
    there: "our subject, text and HTML, by the server that is named",
    here: "our subject and text within Grafana's own page, by Grafana's server and sender",
  },
  {
    what: "webhooks",
    there: "Alertmanager's payload, version 4",
    here: "Grafana's, which adds fields and has `version: 1`",
  },
  {
    what: "Slack",
    there: "title link, fallback, plain-text parts",
    here: "title, text and colour of the same templates; the link is Grafana's",
  },
  { what: "PagerDuty", there: "links", here: "the same addresses among the details" },
  {
    what: "Telegram",
    there: "a Bot API of one's own",
    here: "api.telegram.org alone: another one is an error",
  },
  {
    what: "a receiver without its secret",
    there: "left out, and said so",
    here: "an error: there is no contact point that tells nobody",
  },
];

export const differencesTable = (differences: readonly Difference[]): string =>
  [
    "| what | Prometheus and Alertmanager | Grafana |",
    "| --- | --- | --- |",
    ...differences.map(({ what, there, here }) => `| ${what} | ${there} | ${here} |`),
  ].join("\n");
