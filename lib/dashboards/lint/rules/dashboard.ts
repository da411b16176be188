import { parseDuration } from "../../../promql/index.ts";
import { faultsOf } from "../../checked.ts";
import { panelsOf } from "../../dashboard.ts";
import type { LintRule } from "../rule.ts";
import { board, channel, panel, row } from "../sample.ts";

export const question: LintRule = {
  id: "dashboard/question",
  severity: "error",
  summary: "A dashboard says which question it answers",
  why: "Its first line is what somebody looks for. What answers no question is looked at by nobody.",
  bad: [board([panel()], { description: "" }), board([panel()], { description: "Orders and queues." })],
  good: [board([panel()], { description: "Do orders get through?\n\nIf not, look at the queue." })],
  run: ({ dashboard }) => {
    const first = dashboard.description.trim().split("\n")[0]?.trim() ?? "";
    if (first.endsWith("?")) return [];
    return [{ message: `says "${first}": let the description begin with the question that it answers` }];
  },
};

export const consistent: LintRule = {
  id: "dashboard/consistent",
  severity: "error",
  summary: "Nothing overlaps, nothing leaves the grid, keys and ids are one of a kind, variables are declared and used",
  why: "Grafana moves what overlaps, shows one of two panels with one id, and asks Prometheus for the text `$channel`. What is made in code cannot have these faults; what was made elsewhere can.",
  bad: [
    board([{ ...panel(), at: { x: 12, y: 0, w: 24, h: 8 } }]),
    board([panel({ width: 12 }), panel({ width: 12, title: "Queue again" })]),
    board([panel({}, 'shop_queue{channel=~"$channel"}')]),
    board([panel()], { variables: [channel] }),
    board([panel({}, 'shop_queue{channel="$channel"}')], { variables: [channel] }),
  ],
  good: [board([panel({}, 'shop_queue{channel=~"$channel"}')], { variables: [channel] })],
  run: ({ dashboard }) =>
    [...faultsOf(dashboard)].map(({ message }) => ({
      message: message.replace(`dashboard "${dashboard.uid}", `, "").replace(`dashboard "${dashboard.uid}" `, ""),
    })),
};

/** What a person takes in at a glance, and a browser draws in two seconds. */
const MOST_PANELS = 16;

export const size: LintRule = {
  id: "dashboard/size",
  severity: "warning",
  summary: `A dashboard has ${MOST_PANELS} panels at most that are open`,
  why: "What is on the second screen is not seen in an incident, and every open panel is a query each refresh. Close a row, or make a dashboard of it and a link to it.",
  bad: [board(many(17))],
  good: [board(many(16)), board([], { rows: [row(many(20), { title: "Details", collapsed: true })] })],
  run: ({ dashboard }) => {
    const closed = new Set(dashboard.rows.filter(({ collapsed }) => collapsed).flatMap(({ panels }) => panels));
    const tabs = dashboard.tabs.map(({ rows }) => rows.flatMap(({ panels }) => panels).length);
    const open = Math.max(panelsOf({ ...dashboard, tabs: [] }).filter((one) => !closed.has(one)).length, ...tabs);
    return open <= MOST_PANELS
      ? []
      : [{ message: `has ${open} open panels: close a row, or split it and link the parts` }];
  },
};

function many(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    ...panel({ title: `Queue ${index}` }),
    key: `queue-${index}`,
  }));
}

export const refresh: LintRule = {
  id: "dashboard/refresh",
  severity: "warning",
  summary: "A dashboard is not read again faster than there is something new",
  why: "Between two scrapes nothing changes; a faster refresh costs Prometheus every query of every open browser. Source: dashboard-linter, dashboard-refresh-interval.",
  bad: [board([panel()], { raw: { refresh: "5s" } })],
  good: [board([panel()]), board([panel()], { raw: { refresh: "1m" } }), board([panel()], { raw: { refresh: "" } })],
  run: ({ dashboard, evaluationInterval }) => {
    const chosen = dashboard.raw?.["refresh"];
    const every = typeof chosen === "string" && chosen !== "" ? parseDuration(chosen) : undefined;
    if (every === undefined || every >= evaluationInterval) return [];
    return [{ message: `is read again each ${chosen}: write ${evaluationInterval}s or more` }];
  },
};

export const editable: LintRule = {
  id: "dashboard/editable",
  severity: "warning",
  summary: "A dashboard can be edited in Grafana",
  why: "Who moves a panel during an incident must be able to, and `quantflow dashboards pull` brings it back into code. Source: dashboard-linter, uneditable-dashboard.",
  bad: [board([panel()], { raw: { editable: false } })],
  good: [board([panel()])],
  run: ({ dashboard }) =>
    dashboard.raw?.["editable"] === false ? [{ message: "cannot be edited in Grafana: leave `editable` out" }] : [],
};
