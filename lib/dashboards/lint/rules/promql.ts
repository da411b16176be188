import { check } from "../../../promql/checker/index.ts";
import type { Panel } from "../../panels/panel.ts";
import type { Query } from "../../query.ts";
import { onPanels } from "../named.ts";
import type { LintRule, Subject } from "../rule.ts";
import { board, ORDERS, panel, QUEUE } from "../sample.ts";

/** The rule of both severities: a checker's warning is a warning here. */
const judged =
  (severity: LintRule["severity"]) =>
  ({ dashboard, catalogue }: Subject) =>
    onPanels(dashboard, (panel) =>
      queriesOf(panel).flatMap(({ promql, legend }) =>
        check(promql, { catalogue, context: "dashboard", ...(legend !== undefined && { legend }) })
          .problems.filter((problem) => problem.severity === severity)
          .map(({ check, message, suggestion }) =>
            [`${promql}: ${message}`, ...(suggestion === undefined ? [] : [`write ${suggestion}`]), `[${check}]`].join(
              "; ",
            ),
          ),
      ),
    );

type Asked = Pick<Query, "promql"> & { readonly legend?: string };

function queriesOf(panel: Panel): readonly Asked[] {
  if (panel.kind === "table") return panel.columns.map(({ promql }) => ({ promql }));
  return "queries" in panel ? panel.queries : [];
}

export const promql: LintRule = {
  id: "panel/promql",
  severity: "error",
  summary: "A panel's queries keep to every check of PromQL",
  why: "A metric that nobody exports, a label that it does not carry, the rate of a gauge or a legend that names a label which is gone is an empty or a wrong panel; Grafana draws all of them. The checks have a page of their own.",
  bad: [
    board([panel({}, "shop_queues")]),
    board([panel({}, 'shop_queue{chanel="web"}')]),
    board([panel({}, "sum(rate(shop_wait_seconds[5m]))", "seconds")]),
    board([panel({}, ORDERS, "items/s", "{{instance}}")]),
  ],
  good: [board([panel({}, QUEUE)]), board([panel({}, ORDERS, "items/s")])],
  run: judged("error"),
};

export const promqlWarning: LintRule = {
  id: "panel/promql-warning",
  severity: "warning",
  summary: "A panel's queries give a check of PromQL no cause to warn",
  why: "A window that does not follow the zoom, or a selector that takes in another job, is sometimes meant.",
  bad: [board([panel({}, "sum by (channel) (rate(shop_orders_total[5m]))", "items/s")])],
  good: [board([panel({}, ORDERS, "items/s")])],
  run: judged("warning"),
};
