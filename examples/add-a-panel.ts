import { overview } from "../dashboards/overview/index.ts";
import { chosen } from "../dashboards/variables.ts";
import { dashboard, query, timeseries } from "../lib/dashboards/index.ts";
import { rate, rateInterval, sum, where } from "../lib/promql/index.ts";
import { feedReconnects } from "../metrics/quantflow/index.ts";

/** Ten lines: a title, what it means, a query. Unit, id, data source, legend, place and thresholds follow. */
const reconnects = timeseries("reconnects", {
  title: "Reconnects",
  description: "Connections to the exchange made anew each second, by reason. Steady: the exchange ends them.",
  width: 24,
  queries: [query(sum(rate(where(feedReconnects, chosen), rateInterval), { by: ["reason"] }), (l) => l.reason)],
});

/** The overview with one panel more, at its end. */
export const withReconnects = dashboard({
  ...overview,
  rows: [...overview.rows, { key: "connection", title: "Connection", panels: [reconnects] }],
});
