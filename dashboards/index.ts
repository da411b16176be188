/** What to look at: the table of contents. */
import { distinct } from "../lib/dashboards/index.ts";
import { alerts } from "./alerts/index.ts";
import { backtesting } from "./backtesting/index.ts";
import { feed } from "./feed/index.ts";
import { ground } from "./ground/index.ts";
import { monitoring } from "./monitoring/index.ts";
import { overview } from "./overview/index.ts";
import { stores } from "./stores/index.ts";
import { trading } from "./trading/index.ts";

export const dashboards = distinct([overview, feed, trading, backtesting, stores, alerts, monitoring, ground]);
