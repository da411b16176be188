import { isObject, type Json, listAt, numeric, objectAt, textAt, without } from "../../../reading/json.ts";
import { house } from "../house.ts";
import { chosenMappings } from "../mappings.ts";
import { type Step, said } from "../step.ts";
import { stepsOfNumbers } from "../thresholds.ts";
import { axis } from "./drawing.ts";

const OLD = [
  ..."cacheTimeout colorBackground colorPostfix colorPrefix colorValue colors decimals format gauge hideTimeOverride".split(
    " ",
  ),
  ..."mappingType mappingTypes nullPointMode nullText postfix postfixFontSize prefix prefixFontSize rangeMaps sparkline".split(
    " ",
  ),
  ..."tableColumn thresholds valueFontSize valueMaps valueName isNew editable error".split(" "),
];
const TYPES: readonly unknown[] = ["singlestat", "grafana-singlestat-panel"];

/** The single number of Grafana before 7, as a stat or, where it drew one, a gauge. Source: its statPanelChangedHandler. */
export const singlestat: Step = (panel, tell, references) => {
  if (!TYPES.includes(panel["type"])) return panel;
  const isGauge = objectAt(panel, "gauge")["show"] === true;
  const type = isGauge ? "gauge" : "stat";
  tell(`was a "${panel["type"]}", which Grafana 12 dropped with Angular: it is a "${type}" now`);
  const around = [textAt(panel, "prefix"), textAt(panel, "postfix")].filter((text) => text?.trim());
  if (around.length > 0)
    tell(`wrote ${around.map((text) => `"${text}"`).join(" and ")} beside the number: a unit says that now`);
  const usual = house.stat(references);
  return {
    ...without(panel, ...OLD),
    type,
    fieldConfig: {
      defaults: { ...objectAt(usual, "fieldConfig", "defaults"), ...defaults(panel, isGauge) },
      overrides: [],
    },
    options: {
      ...(isGauge ? gauge(panel) : { ...objectAt(usual, "options"), ...said(look(panel)) }),
      reduceOptions: reduction(panel),
    },
  };
};

function defaults(panel: Json, isGauge: boolean): Json {
  const steps = stepsOfNumbers(panel["thresholds"], listAt(panel, "colors"));
  const mappings = chosenMappings(panel);
  return said({
    ...axis({ format: panel["format"], decimals: panel["decimals"] }),
    ...(isGauge && {
      min: numeric(objectAt(panel, "gauge")["minValue"]) ?? 0,
      max: numeric(objectAt(panel, "gauge")["maxValue"]) ?? 100,
    }),
    thresholds: steps && { mode: "absolute", steps },
    mappings: mappings.length > 0 ? mappings : undefined,
    noValue: textAt(panel, "nullText") || undefined,
  });
}

/** What the number was made of, by the names of then. */
const REDUCERS: Readonly<Record<string, string>> = {
  avg: "mean",
  current: "lastNotNull",
  delta: "delta",
  diff: "diff",
  first: "firstNotNull",
  last_time: "lastNotNull",
  max: "max",
  min: "min",
  name: "lastNotNull",
  range: "range",
  total: "sum",
};

const reduction = (panel: Json): Json => ({
  calcs: [REDUCERS[textAt(panel, "valueName") ?? "current"] ?? "lastNotNull"],
  fields: textAt(panel, "tableColumn") ? `/^${textAt(panel, "tableColumn")}$/` : "",
  values: false,
});

const look = (panel: Json): Json => ({
  colorMode: panel["colorBackground"] === true ? "background" : panel["colorValue"] === true ? "value" : "none",
  graphMode: isObject(panel["sparkline"]) && panel["sparkline"]["show"] === true ? "area" : "none",
  textMode: panel["valueName"] === "name" ? "name" : undefined,
});

const gauge = (panel: Json): Json => ({
  showThresholdMarkers: objectAt(panel, "gauge")["thresholdMarkers"] !== false,
  showThresholdLabels: objectAt(panel, "gauge")["thresholdLabels"] === true,
  orientation: "auto",
});
