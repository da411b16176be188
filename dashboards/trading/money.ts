/** What the trader has, by currency: amounts of different ones have no sum. */
import type { Gauge } from "../../lib/metrics/definitions.ts";
import { sum, total, value, where } from "../../lib/promql/index.ts";
import { portfolioExposure, portfolioValue, realizedPnl, unrealizedPnl } from "../../metrics/quantflow/index.ts";
import { chosen } from "../variables.ts";

const amount = (of: Gauge<{ currency: "USDT" }, "usdt">) => sum(value(where(of, chosen)), { by: ["currency"] });

export const realized = amount(realizedPnl);
export const unrealized = amount(unrealizedPnl);
export const earned = total(realized, unrealized);
export const exposed = amount(portfolioExposure);
export const inAll = amount(portfolioValue);
