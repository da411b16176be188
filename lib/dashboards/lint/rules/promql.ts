import { type Catalogue, check } from "../../../promql/checker/index.ts";
import type { Panel } from "../../panels/panel.ts";
import type { Query } from "../../query.ts";
import { annotationNamed, onPanels } from "../named.ts";
import type { Finding, LintRule, Subject } from "../rule.ts";
import { board, ORDERS, panel, QUEUE } from "../sample.ts";

/** The rule of both severities: a checker's warning is a warning here. */
const judged = (severity: LintRule["severity"]) => (subject: Subject) => [
  ...inPanels(severity, subject),
  ...inAnnotations(severity, subject),
];

const inAnnotations = (severity: LintRule["severity"], { dashboard, catalogue }: Subject): readonly Finding[] =>
  dashboard.annotations.flatMap((annotation) =>
    problemsOf(annotation, severity, catalogue).map((message) => ({ where: annotationNamed(annotation), message })),
  );

const inPanels = (severity: LintRule["severity"], { dashboard, catalogue }: Subject): readonly Finding[] =>
  onPanels(dashboard, (panel) => queriesOf(panel).flatMap((asked) => problemsOf(asked, severity, catalogue)));

const problemsOf = ({ promql, legend }: Asked, severity: LintRule["severity"], catalogue: Catalogue) =>
  check(promql, { catalogue, context: "dashboard", ...(legend !== undefined && { legend }) })
    .problems.filter((problem) => problem.severity === severity)
    .map(({ check, message, suggestion }) =>
      [`${promql}: ${message}`, ...(suggestion === undefined ? [] : [`write ${suggestion}`]), `[${check}]`].join("; "),
    );

type Asked = Pick<Query, "promql"> & { readonly legend?: string };

function queriesOf(panel: Panel): readonly Asked[] {
  if (panel.kind === "table") return panel.columns.map(({ promql }) => ({ promql }));
  return "queries" in panel ? panel.queries : [];
}

export const promql: LintRule = {
  id: "panel/promql",
  severity: "error",
  summary: "The queries of panels and annotations keep to every check of PromQL",
  why: "A metric that nobody exports, a label that it does not carry, the rate of a gauge or a legend that names a label which is gone is an empty or a wrong panel; Grafana draws all of them. The checks have a page of their own.",
  bad: [
    board([panel({}, "shop_queues")]),
    board([panel({}, 'shop_queue{chanel="web"}')]),
    board([panel({}, "sum(rate(shop_wait_seconds[5m]))", "seconds")]),
    board([panel({}, ORDERS, "items/s", "{{instance}}")]),
    board([panel()], { annotations: [{ name: "Sale", promql: "shop_sale", title: "Sale", text: "", color: "blue" }] }),
  ],
  good: [board([panel({}, QUEUE)]), board([panel({}, ORDERS, "items/s")])],
  run: judged("error"),
};

export const promqlWarning: LintRule = {
  id: "panel/promql-warning",
  severity: "warning",
  summary: "The queries of panels and annotations give a check of PromQL no cause to warn",
  why: "A window that does not follow the zoom, or a selector that takes in another job, is sometimes meant.",
  bad: [board([panel({}, "sum by (channel) (rate(shop_orders_total[5m]))", "items/s")])],
  good: [board([panel({}, ORDERS, "items/s")])],
  run: judged("warning"),
};
