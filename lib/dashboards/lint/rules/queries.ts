import { expressionsOf } from "../../panels/queries.ts";
import { rawPanel } from "../../panels/raw-panel.ts";
import { timeseries } from "../../panels/timeseries.ts";
import { rawQuery } from "../../query.ts";
import { onPanels } from "../named.ts";
import type { LintRule } from "../rule.ts";
import { board, panel, QUEUE } from "../sample.ts";

const described = { title: "Queue", description: "Orders that wait, by channel.", width: 24 } as const;
const foreign = (type: string, raw: object = {}) =>
  board([rawPanel("foreign", { ...described, raw: { type, ...raw } })]);

/** Plug-ins that draw without asking. Source: dashboard-linter, lint/rule_panel_no_targets.go. */
const ASK_NOTHING = ["row", "text", "dashlist", "news", "annolist", "alertlist", "welcome", "gettingstarted"];

export const noQueries: LintRule = {
  id: "panel/no-queries",
  severity: "error",
  summary: "A panel that draws data asks for some",
  why: "A panel without a query is empty for ever.",
  bad: [foreign("piechart"), foreign("timeseries", { targets: [] })],
  good: [board([panel()]), foreign("piechart", { targets: [{ expr: QUEUE }] }), foreign("text")],
  run: ({ dashboard }) =>
    onPanels(dashboard, ({ kind, raw }) => {
      if (kind !== "raw" || ASK_NOTHING.includes(`${raw?.["type"]}`)) return [];
      const asks = Object.entries(raw ?? {}).some(
        ([path, value]) => path.startsWith("targets") && !(Array.isArray(value) && value.length === 0),
      );
      return asks ? [] : ["has no query: add one, or remove the panel"];
    }),
};

export const sameQuery: LintRule = {
  id: "panel/same-query",
  severity: "error",
  summary: "A panel asks for nothing twice",
  why: "The second series hides the first, and Prometheus answers both.",
  bad: [
    board([
      timeseries("queue", { ...described, queries: [rawQuery(QUEUE, "items"), rawQuery(QUEUE, "items", "again")] }),
    ]),
  ],
  good: [board([panel()])],
  run: ({ dashboard }) =>
    onPanels(dashboard, (one) => {
      const asked = expressionsOf(one);
      const twice = asked.find((promql, at) => asked.indexOf(promql) < at);
      return twice === undefined ? [] : [`asks for ${twice} twice: remove one of the queries`];
    }),
};
