import type { Json } from "../reading/json.ts";

/**
 * What Grafana takes for said where a panel's JSON is silent, and writes out when somebody edits the panel. Source:
 * Grafana 12.4 and 13.2, plugins/panel/<type>/module.tsx and panelcfg.cue; grafana-ui/src/options/builder.
 */
const LEGEND = { showLegend: true, displayMode: "list", placement: "bottom", calcs: [] };
const TOOLTIP = { mode: "single", sort: "none", hideZeros: false };
const REDUCTION = { values: false, calcs: ["lastNotNull"], fields: "" };
const HIDDEN_NOWHERE = { legend: false, tooltip: false, viz: false };
/** Red from 80 on, even of a panel that never names a threshold. */
export const DEFAULT_STEPS = [{ color: "green" }, { color: "red", value: 80 }];
const THRESHOLDS = { mode: "absolute", steps: DEFAULT_STEPS };
const byThreshold = { color: { mode: "thresholds" }, mappings: [], thresholds: THRESHOLDS };

const AXIS = {
  axisBorderShow: false,
  axisCenteredZero: false,
  axisColorMode: "text",
  axisLabel: "",
  axisPlacement: "auto",
};

export const GRAFANA_DEFAULTS: ReadonlyMap<unknown, { readonly options: Json; readonly defaults: Json }> = new Map([
  [
    "timeseries",
    {
      options: { legend: LEGEND, tooltip: TOOLTIP },
      defaults: {
        color: { mode: "palette-classic" },
        mappings: [],
        thresholds: THRESHOLDS,
        custom: {
          ...AXIS,
          barAlignment: 0,
          barWidthFactor: 0.6,
          drawStyle: "line",
          fillOpacity: 0,
          gradientMode: "none",
          hideFrom: HIDDEN_NOWHERE,
          insertNulls: false,
          lineInterpolation: "linear",
          lineWidth: 1,
          pointSize: 5,
          scaleDistribution: { type: "linear" },
          showPoints: "auto",
          showValues: false,
          spanNulls: false,
          stacking: { group: "A", mode: "none" },
          thresholdsStyle: { mode: "off" },
        },
      },
    },
  ],
  [
    "stat",
    {
      options: {
        colorMode: "value",
        graphMode: "area",
        justifyMode: "auto",
        orientation: "auto",
        percentChangeColorMode: "standard",
        reduceOptions: REDUCTION,
        showPercentChange: false,
        textMode: "auto",
        wideLayout: true,
      },
      defaults: byThreshold,
    },
  ],
  [
    "bargauge",
    {
      options: {
        displayMode: "gradient",
        legend: { ...LEGEND, showLegend: false },
        maxVizHeight: 300,
        minVizHeight: 16,
        minVizWidth: 8,
        namePlacement: "auto",
        orientation: "auto",
        reduceOptions: REDUCTION,
        showUnfilled: true,
        sizing: "auto",
        valueMode: "color",
      },
      defaults: byThreshold,
    },
  ],
  [
    "state-timeline",
    {
      options: {
        alignValue: "left",
        legend: { displayMode: "list", placement: "bottom", showLegend: true },
        mergeValues: true,
        perPage: 20,
        rowHeight: 0.9,
        showValue: "auto",
        tooltip: TOOLTIP,
      },
      defaults: {
        color: { mode: "continuous-GrYlRd" },
        mappings: [],
        thresholds: THRESHOLDS,
        custom: {
          axisPlacement: "auto",
          fillOpacity: 70,
          hideFrom: HIDDEN_NOWHERE,
          insertNulls: false,
          lineWidth: 0,
          spanNulls: false,
        },
      },
    },
  ],
  [
    "heatmap",
    {
      options: {
        calculate: false,
        cellGap: 1,
        cellValues: {},
        color: {
          exponent: 0.5,
          fill: "dark-orange",
          mode: "scheme",
          reverse: false,
          scale: "exponential",
          scheme: "Oranges",
          steps: 64,
        },
        exemplars: { color: "rgba(255,0,255,0.7)" },
        filterValues: { le: 1e-9 },
        legend: { show: true },
        rowsFrame: { layout: "auto" },
        showValue: "auto",
        tooltip: { mode: "single", showColorScale: false, yHistogram: false },
        yAxis: { axisPlacement: "left", reverse: false },
      },
      defaults: {
        mappings: [],
        thresholds: THRESHOLDS,
        custom: { hideFrom: HIDDEN_NOWHERE, scaleDistribution: { type: "linear" } },
      },
    },
  ],
  [
    "table",
    {
      options: { cellHeight: "sm", showHeader: true },
      defaults: { ...byThreshold, custom: { align: "auto", cellOptions: { type: "auto" }, inspect: false } },
    },
  ],
  ["alertlist", { options: {}, defaults: {} }],
]);
