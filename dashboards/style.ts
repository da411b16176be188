/** Ways of drawing that several dashboards use. */
import type { Raw } from "../lib/dashboards/index.ts";

/** Growth is reckoned from samples, so that Prometheus tells three events as 3.02. */
export const WHOLE_NUMBERS: Raw = { "fieldConfig.defaults.decimals": 0 };

/** Names and numbers beside the curves, for more of them than the lines below have room for. */
export const LEGEND_BESIDE: Raw = { "options.legend.placement": "right" };

/** Names alone, for many series that are zero as a rule. */
const NAMES: Raw = { "options.legend.displayMode": "list", "options.legend.calcs": [] };

/**
 * Single events, counted: a bar each minute or more, so that none is counted in two bars, on an axis that does not
 * invent a hundred where there is nothing.
 */
export const EVENTS: Raw = {
  ...WHOLE_NUMBERS,
  ...NAMES,
  interval: "1m",
  "fieldConfig.defaults.custom.drawStyle": "bars",
  "fieldConfig.defaults.custom.fillOpacity": 70,
  "fieldConfig.defaults.custom.axisSoftMin": 0,
  "fieldConfig.defaults.custom.axisSoftMax": 1,
};
