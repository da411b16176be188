import { counter } from "../../lib/metrics/definitions.ts";
import { symbols } from "./labels.ts";

export const feedTradeGaps = counter({
  name: "quantflow_feed_trade_gaps_total",
  help: "Trades that were missing when a later one arrived, by the exchange's consecutive trade ids.",
  unit: "items",
  labels: { symbol: symbols },
});
