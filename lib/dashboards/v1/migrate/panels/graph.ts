import { isObject, type Json, listAt, numeric, objectAt, textAt, without } from "../../../reading/json.ts";
import { house } from "../house.ts";
import { type Step, said } from "../step.ts";
import { stepsOfGraph, thresholdStyle } from "../thresholds.ts";
import { axis, lines, yaxis } from "./drawing.ts";
import { seriesOverrides } from "./series-overrides.ts";

/** What the plug-in of 2016 knew and its successor does not, or says elsewhere. */
const OLD = [
  ..."aliasColors alert bars dashLength dashes decimals error fill fillGradient grid hiddenSeries hideTimeOverride leftYAxisLabel".split(
    " ",
  ),
  ..."legend lines linewidth nullPointMode percentage pointradius points renderer seriesOverrides spaceLength stack".split(
    " ",
  ),
  ..."steppedLine thresholds timeRegions tooltip x-axis xaxis y-axis y_formats yaxes yaxis editable isNew scopedVars".split(
    " ",
  ),
];

/**
 * The graph of Grafana before 8, gone with Angular in 12, as time series. What the old panel does not say is as the
 * house has it. Source: grafana, plugins/panel/timeseries/migrations.ts.
 */
export const graph: Step = (panel, tell, references) => {
  if (panel["type"] !== "graph") return panel;
  tell('was a "graph", which Grafana 12 dropped with Angular: it is a "timeseries" now');
  if (isObject(panel["alert"])) tell(`had the alert ${name(panel["alert"])}, which no longer works here: write a rule`);
  if (listAt(panel, "timeRegions").length > 0) tell("marked times of the day, which no panel does now: they are gone");
  const usual = house.timeseries(panel["stack"] === true, references);
  return {
    ...without(panel, ...OLD),
    type: "timeseries",
    fieldConfig: {
      defaults: {
        ...objectAt(usual, "fieldConfig", "defaults"),
        ...axis(yaxis(panel, 0)),
        ...judged(panel),
        custom: { ...objectAt(usual, "fieldConfig", "defaults", "custom"), ...custom(panel) },
      },
      overrides: seriesOverrides(panel),
    },
    options: { ...objectAt(usual, "options"), ...options(panel) },
  };
};

const name = (alert: Json): string => `"${textAt(alert, "name") ?? "without a name"}"`;

const judged = (panel: Json): Json => {
  const steps = stepsOfGraph(listAt(panel, "thresholds"));
  return steps ? { thresholds: { mode: "absolute", steps } } : {};
};

const custom = (panel: Json): Json => {
  const left = yaxis(panel, 0);
  return {
    ...lines(panel),
    ...said({
      axisLabel: textAt(left, "label") || undefined,
      axisPlacement: left["show"] === false ? "hidden" : undefined,
      scaleDistribution: Number(left["logBase"] ?? 1) === 1 ? undefined : { type: "log", log: Number(left["logBase"]) },
      spanNulls: NULLS[textAt(panel, "nullPointMode") ?? ""],
      stacking:
        panel["stack"] === true ? { mode: panel["percentage"] === true ? "percent" : "normal", group: "A" } : undefined,
    }),
    ...(listAt(panel, "thresholds").length > 0 && { thresholdsStyle: { mode: thresholdStyle(panel) } }),
  };
};

const NULLS: Readonly<Record<string, boolean>> = { connected: true, null: false };

const options = (panel: Json): Json =>
  said({
    legend: isObject(panel["legend"]) ? legend(panel["legend"]) : undefined,
    tooltip: isObject(panel["tooltip"]) ? tooltip(panel["tooltip"]) : undefined,
  });

/** Each column of a legend and what it is called now. */
const CALCULATIONS: Readonly<Record<string, string>> = {
  min: "min",
  max: "max",
  avg: "mean",
  current: "lastNotNull",
  total: "sum",
};

function legend(old: Json): Json {
  const calcs = old["values"] === false ? [] : Object.keys(CALCULATIONS).filter((one) => old[one] === true);
  return {
    showLegend: old["show"] !== false,
    displayMode: old["alignAsTable"] === true ? "table" : "list",
    placement: old["rightSide"] === true ? "right" : "bottom",
    calcs: calcs.map((one) => CALCULATIONS[one]),
    ...(old["rightSide"] === true && numeric(old["sideWidth"]) !== undefined && { width: numeric(old["sideWidth"]) }),
  };
}

const tooltip = (old: Json): Json => ({
  mode: old["shared"] === false ? "single" : "multi",
  sort: ["none", "asc", "desc"][Number(old["sort"] ?? 0)] ?? "none",
});
