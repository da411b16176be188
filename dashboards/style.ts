/** Ways of drawing that several dashboards use. */
import type { Raw } from "../lib/dashboards/index.ts";

/** Growth is reckoned from samples, so that Prometheus tells three events as 3.02. */
export const WHOLE_NUMBERS: Raw = { "fieldConfig.defaults.decimals": 0 };
