import { isObject, type Json, listAt, numeric, textAt, without } from "../../../reading/json.ts";
import { type Step, said } from "../step.ts";
import { stepsOfNumbers } from "../thresholds.ts";

const OLD = "columns fontSize pageSize scroll showHeader sort styles transform filterNull editable error isNew".split(
  " ",
);

/** The table of Grafana before 7, by its styles. Source: grafana, plugins/panel/table/migrations.ts. */
export const tableOld: Step = (panel, tell) => {
  const isOld = panel["type"] === "table-old" || (panel["type"] === "table" && Array.isArray(panel["styles"]));
  if (!isOld) return panel;
  tell("was a table of Angular's, which Grafana 12 dropped: its styles are overrides now");
  const styles = listAt(panel, "styles").filter(isObject);
  const common = styles.find(({ pattern }) => pattern === "/.*/");
  return {
    ...without(panel, ...OLD),
    type: "table",
    fieldConfig: {
      defaults: { custom: { align: "auto" }, ...(common && propertiesOf(common)) },
      overrides: styles.filter((style) => style !== common).flatMap(override),
    },
    options: { showHeader: panel["showHeader"] !== false },
    transformations: [...transformations(panel), ...listAt(panel, "transformations")],
  };
};

function override(style: Json): readonly Json[] {
  const pattern = textAt(style, "pattern") ?? "";
  const properties = Object.entries(propertiesOf(style)).map(([id, value]) => ({ id, value }));
  const isExpression = /^\/.*\/[a-z]*$/.test(pattern);
  return properties.length === 0
    ? []
    : [{ matcher: { id: isExpression ? "byRegexp" : "byName", options: pattern }, properties }];
}

function propertiesOf(style: Json): Json {
  const steps = stepsOfNumbers(listAt(style, "thresholds").join(","), listAt(style, "colors"));
  const link = textAt(style, "linkUrl");
  return said({
    displayName: textAt(style, "alias") || undefined,
    ...(style["type"] === "hidden" && { "custom.hidden": true }),
    ...(style["type"] === "date" && { unit: dateUnit(style) }),
    ...(style["type"] === "number" && { unit: textAt(style, "unit"), decimals: numeric(style["decimals"]) }),
    ...(COLOURED[textAt(style, "colorMode") ?? ""] && {
      "custom.cellOptions": { type: COLOURED[textAt(style, "colorMode") ?? ""] },
      ...(steps && { thresholds: { mode: "absolute", steps } }),
    }),
    ...(style["link"] === true &&
      link && {
        links: [
          { title: textAt(style, "linkTooltip") ?? "", url: link, targetBlank: style["linkTargetBlank"] === true },
        ],
      }),
  });
}

const COLOURED: Readonly<Record<string, string>> = {
  cell: "color-background",
  row: "color-background",
  value: "color-text",
};
const dateUnit = (style: Json): string =>
  textAt(style, "dateFormat") ? `time: ${textAt(style, "dateFormat")}` : "dateTimeAsSystem";

/** How series became lines. */
function transformations(panel: Json): readonly Json[] {
  const columns = listAt(panel, "columns").filter(isObject);
  switch (panel["transform"]) {
    case "timeseries_to_rows":
      return [{ id: "seriesToRows", options: {} }];
    case "timeseries_to_columns":
      return [{ id: "joinByField", options: { byField: "Time", mode: "outer" } }];
    case "timeseries_aggregations":
      return [{ id: "reduce", options: { reducers: columns.map(reducerOf), includeTimeField: false } }];
    case "table":
      return [{ id: "merge", options: {} }];
    default:
      return [];
  }
}

const REDUCERS: Readonly<Record<string, string>> = { avg: "mean", current: "lastNotNull", total: "sum" };
const reducerOf = (column: Json): string =>
  REDUCERS[textAt(column, "value") ?? ""] ?? textAt(column, "value") ?? "lastNotNull";
