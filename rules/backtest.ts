import { alert } from "../lib/alerting/rules/alert.ts";
import { group } from "../lib/alerting/rules/group.ts";
import { items, minutes, seconds } from "../lib/metrics/units.ts";
import { above, slowerThan, where } from "../lib/promql/index.ts";
import { backtestDuration } from "../metrics/quantflow/index.ts";
import * as meanings from "./meanings/backtest.ts";
import { TRADING } from "./owners.ts";

/** The application is given longer before it ends a run (stacks/services/quantflow-app.ts): a run cut off is slow too. */
export const LIMIT = seconds(60);
const WINDOW = minutes(10);

/** A run is one event: it is slow or it is not, so there is nothing to wait for. */
export const HighBacktestDuration = alert("HighBacktestDuration", {
  meaning: meanings.HighBacktestDuration,
  condition: above(
    slowerThan(LIMIT, where(backtestDuration, { job: "quantflow" }), { by: ["job", "strategy"], over: WINDOW }),
    items(0),
  ),
  severity: "warning",
  owner: TRADING,
  summary: (f) => `Slow backtests of ${f.label.strategy}`,
  description: (f) =>
    `About ${f.value} backtests of ${f.label.strategy} took longer than ${LIMIT.text} within ${f.time(WINDOW)}, those cut off included.`,
});

export const backtest = group("backtest", [HighBacktestDuration]);
