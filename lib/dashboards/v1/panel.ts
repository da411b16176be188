import { ALERTS_LISTED } from "../defaults.ts";
import type { DrawnPanel, Panel, TimeSeries } from "../panel.ts";
import type { Query } from "../query.ts";
import { GRAFANA_UNITS } from "../units.ts";
import { reference, type Sources } from "./sources.ts";

/** A panel's own part of v1 JSON: type, queries, options; id and place come from the dashboard. */
export function writePanel(panel: Panel, sources: Sources): object {
  const body = panel.kind === "alertlist" ? alertList(sources) : drawn(panel, sources);
  return { type: panel.kind, title: panel.title, description: description(panel), ...body };
}

function description({ description, watchedBy }: Panel): string {
  if (watchedBy.length === 0) return description;
  const names = watchedBy.map(({ name, severity }) => `${name} (${severity})`);
  return `${description}\n\nWatched by ${names.join(", ")}.`;
}

function drawn(panel: DrawnPanel, sources: Sources): object {
  const shape = panel.kind === "stat" ? STAT : timeseries(panel);
  return {
    datasource: reference(sources.metrics),
    targets: panel.queries.map((query, index) => target(query, index, sources)),
    fieldConfig: {
      defaults: {
        unit: GRAFANA_UNITS[panel.unit],
        color: { mode: panel.kind === "stat" ? "thresholds" : "palette-classic" },
        thresholds: { mode: "absolute", steps: steps(panel) },
        custom: shape.custom,
      },
      overrides: [],
    },
    options: shape.options,
  };
}

const target = ({ expression, legend }: Query, index: number, { metrics }: Sources): object => ({
  refId: refId(index),
  datasource: reference(metrics),
  editorMode: "code",
  expr: expression.promql,
  legendFormat: legend,
  range: true,
  instant: false,
});

/** A, B … Z, AA, AB: as Grafana's own editor counts. */
export const refId = (index: number): string =>
  (index < 26 ? "" : refId(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** Grafana wants ascending steps, the first of them without a value. */
function steps({ thresholds, bad }: DrawnPanel): readonly object[] {
  const values = [null, ...thresholds.map(({ value }) => value).sort((a, b) => a - b)];
  const [first, last] = bad === "high" || thresholds.length === 0 ? ["green", "red"] : ["red", "green"];
  const color = (index: number) => (index === 0 ? first : index === values.length - 1 ? last : "orange");
  return values.map((value, index) => ({ color: color(index), value }));
}

interface Shape {
  readonly custom: object;
  readonly options: object;
}

const timeseries = ({ thresholds }: TimeSeries): Shape => ({
  custom: {
    drawStyle: "line",
    lineWidth: 1,
    fillOpacity: 10,
    showPoints: "auto",
    // A gap is a missing scrape or a missing service: it must be seen.
    spanNulls: false,
    thresholdsStyle: { mode: thresholds.length > 0 ? "line" : "off" },
  },
  options: {
    legend: { showLegend: true, displayMode: "table", placement: "bottom", calcs: ["lastNotNull", "max"] },
    tooltip: { mode: "multi", sort: "desc" },
  },
});

const STAT: Shape = {
  custom: {},
  options: {
    // The newest point of a range may still be empty.
    reduceOptions: { calcs: ["lastNotNull"], fields: "", values: false },
    colorMode: "value",
    graphMode: "area",
    justifyMode: "auto",
    orientation: "auto",
    textMode: "auto",
  },
};

/** Source: Grafana, plugins/panel/alertlist/types.ts; it goes by the data source's name, not its uid. */
const alertList = ({ metrics }: Sources): object => ({
  datasource: reference(metrics),
  options: {
    datasource: metrics.name,
    viewMode: "list",
    groupMode: "default",
    groupBy: [],
    maxItems: ALERTS_LISTED,
    // Most urgent first.
    sortOrder: 3,
    dashboardAlerts: false,
    showInactiveAlerts: false,
    alertName: "",
    // The Watchdog fires always, to show that alerts arrive at all.
    alertInstanceLabelFilter: '{severity!="none"}',
    stateFilter: { firing: true, pending: true, recovering: true, error: true, noData: false, normal: false },
  },
});
