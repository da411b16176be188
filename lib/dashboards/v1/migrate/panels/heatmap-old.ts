import { isObject, type Json, objectAt, textAt, without } from "../../../reading/json.ts";
import { type Step, said } from "../step.ts";

const OLD = (
  "cards color dataFormat heatmap hideZeroBuckets highlightCards legend reverseYBuckets tooltip tooltipDecimals xAxis " +
  "xBucketNumber xBucketSize yAxis yBucketBound yBucketNumber yBucketSize editable error isNew"
).split(" ");

/** The heatmap of Grafana before 9. Source: grafana, plugins/panel/heatmap/migrations.ts. */
export const heatmapOld: Step = (panel, tell) => {
  if (panel["type"] !== "heatmap" || panel["dataFormat"] === undefined) return panel;
  tell("was a heatmap of Angular's, which Grafana 12 dropped: its settings are options now");
  return {
    ...without(panel, ...OLD),
    options: { ...objectAt(panel, "options"), ...options(panel) },
    fieldConfig: isObject(panel["fieldConfig"]) ? panel["fieldConfig"] : { defaults: {}, overrides: [] },
  };
};

const options = (panel: Json): Json => {
  const axis = objectAt(panel, "yAxis");
  return {
    calculate: panel["dataFormat"] !== "tsbuckets",
    color: colors(objectAt(panel, "color")),
    filterValues: panel["hideZeroBuckets"] === true ? { le: 1e-9 } : {},
    legend: { show: objectAt(panel, "legend")["show"] === true },
    tooltip: {
      mode: objectAt(panel, "tooltip")["show"] === false ? "none" : "single",
      yHistogram: objectAt(panel, "tooltip")["showHistogram"] === true,
    },
    yAxis: said({
      axisPlacement: axis["show"] === false ? "hidden" : "left",
      reverse: panel["reverseYBuckets"] === true,
      unit: textAt(axis, "format"),
      decimals: axis["decimals"] ?? undefined,
    }),
  };
};

const colors = (color: Json): Json =>
  color["mode"] === "opacity"
    ? {
        mode: "opacity",
        fill: textAt(color, "cardColor") ?? "dark-orange",
        scale: "exponential",
        exponent: color["exponent"] ?? 0.5,
      }
    : {
        mode: "scheme",
        scheme: (textAt(color, "colorScheme") ?? "interpolateOranges").replace("interpolate", ""),
        steps: 64,
      };
