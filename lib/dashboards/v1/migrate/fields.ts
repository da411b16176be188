import { isObject, type Json, listAt, objectAt, textAt, without } from "../../reading/json.ts";
import { areOld, mappingsOf } from "./mappings.ts";
import { type Step, said } from "./step.ts";

/** Options of one field and of many, as Grafana 6 had them, where they stand now. */
export const fieldOptions: Step = (panel, tell) => {
  const old = objectAt(panel, "options", "fieldOptions");
  if (Object.keys(old).length === 0) return panel;
  tell("said how values are written in its options, as in Grafana 6: that is its fieldConfig now");
  const { thresholds, mappings, title, ...defaults } = objectAt(old, "defaults");
  const steps = listAt(old, "thresholds").length > 0 ? listAt(old, "thresholds") : listAt(thresholds, "steps");
  const texts = Array.isArray(mappings) ? mappings : listAt(old, "mappings");
  return {
    ...panel,
    options: {
      ...without(objectAt(panel, "options"), "fieldOptions"),
      reduceOptions: said({ calcs: old["calcs"], values: old["values"], fields: "" }),
    },
    fieldConfig: {
      overrides: [],
      ...objectAt(panel, "fieldConfig"),
      defaults: said({
        ...defaults,
        displayName: title,
        mappings: texts.length > 0 ? texts : undefined,
        thresholds: steps.length > 0 ? { mode: "absolute", steps: steps.filter(isObject).map(stepOf) } : undefined,
        ...objectAt(panel, "fieldConfig", "defaults"),
      }),
    },
  };
};

const stepOf = (step: Json, index: number): Json => ({
  color: step["color"],
  value: index === 0 ? null : step["value"],
});

/** Texts for values that are still numbered by kind. */
export const numberedMappings: Step = (panel, tell) => {
  const defaults = objectAt(panel, "fieldConfig", "defaults");
  const overrides = listAt(panel, "fieldConfig", "overrides");
  const isOld = areOld(defaults["mappings"]) || overrides.some((one) => listAt(one, "properties").some(hasOldMappings));
  if (!isOld) return panel;
  tell("had texts for values in the form of Grafana 7: they have today's");
  const upgraded = (mappings: unknown) => (areOld(mappings) ? mappingsOf(mappings) : mappings);
  return {
    ...panel,
    fieldConfig: {
      ...objectAt(panel, "fieldConfig"),
      defaults: said({ ...defaults, mappings: upgraded(defaults["mappings"]) }),
      overrides: overrides.map((one) =>
        withProperties(one, (property) =>
          property["id"] === "mappings" ? { ...property, value: upgraded(property["value"]) } : property,
        ),
      ),
    },
  };
};

const hasOldMappings = (property: unknown): boolean =>
  isObject(property) && property["id"] === "mappings" && areOld(property["value"]);

const withProperties = (override: unknown, change: (property: Json) => Json): unknown =>
  isObject(override)
    ? { ...override, properties: listAt(override, "properties").map((one) => (isObject(one) ? change(one) : one)) }
    : override;

/** A legend that is hidden says so by one name now. */
export const hiddenLegend: Step = (panel, tell) => {
  const legend = objectAt(panel, "options", "legend");
  if (legend["displayMode"] !== "hidden") return panel;
  tell('hid its legend by displayMode "hidden": by showLegend now');
  return {
    ...panel,
    options: { ...objectAt(panel, "options"), legend: { ...legend, displayMode: "list", showLegend: false } },
  };
};

/** Kinds of cells had a word each; now they have a type, and some a mode. */
const CELLS: Readonly<Record<string, Json>> = {
  "gradient-gauge": { type: "gauge", mode: "gradient" },
  "lcd-gauge": { type: "gauge", mode: "lcd" },
  basic: { type: "gauge", mode: "basic" },
  "color-background": { type: "color-background", mode: "gradient" },
  "color-background-solid": { type: "color-background", mode: "basic" },
};
const cell = (mode: unknown): Json => CELLS[String(mode)] ?? { type: mode };

export const tableCells: Step = (panel, tell) => {
  const { displayMode, ...custom } = objectAt(panel, "fieldConfig", "defaults", "custom");
  const overrides = listAt(panel, "fieldConfig", "overrides");
  const isOld =
    displayMode !== undefined ||
    overrides.some((one) =>
      listAt(one, "properties").some((property) => textAt(property, "id") === "custom.displayMode"),
    );
  if (panel["type"] !== "table" || !isOld) return panel;
  tell("named the kind of its cells as Grafana 9 did: as today now");
  return {
    ...panel,
    fieldConfig: {
      ...objectAt(panel, "fieldConfig"),
      defaults: {
        ...objectAt(panel, "fieldConfig", "defaults"),
        custom: said({ ...custom, cellOptions: displayMode === undefined ? custom["cellOptions"] : cell(displayMode) }),
      },
      overrides: overrides.map((one) =>
        withProperties(one, (property) =>
          property["id"] === "custom.displayMode"
            ? { id: "custom.cellOptions", value: cell(property["value"]) }
            : property,
        ),
      ),
    },
  };
};

/** What is hidden from the drawing is hidden from the tooltip. */
export const hiddenSeries: Step = (panel, tell) => {
  const isOld = (property: unknown) =>
    isObject(property) &&
    property["id"] === "custom.hideFrom" &&
    objectAt(property, "value")["viz"] === true &&
    objectAt(property, "value")["tooltip"] !== true;
  const overrides = listAt(panel, "fieldConfig", "overrides");
  if (!overrides.some((one) => listAt(one, "properties").some(isOld))) return panel;
  tell("hid series from the drawing and not from the tooltip: from both now");
  const hidden = (property: Json) =>
    isOld(property) ? { ...property, value: { ...objectAt(property, "value"), tooltip: true } } : property;
  return {
    ...panel,
    fieldConfig: { ...objectAt(panel, "fieldConfig"), overrides: overrides.map((one) => withProperties(one, hidden)) },
  };
};

/** The tooltip of time series under its name of Grafana 8. */
export const tooltipOptions: Step = (panel, tell) => {
  const { tooltipOptions: old, ...options } = objectAt(panel, "options");
  if (!isObject(old)) return panel;
  tell("called its tooltip tooltipOptions, as Grafana 8 did: tooltip now");
  return { ...panel, options: { ...options, tooltip: old } };
};
