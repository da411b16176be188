import { counter, gauge } from "../../lib/metrics/definitions.ts";
import { symbols } from "./labels.ts";

/** Streams whose events are numbered without holes: trades by their ids, closed candles by their intervals. */
export const NUMBERED_STREAMS = ["trade", "kline"] as const;
export type NumberedStream = (typeof NUMBERED_STREAMS)[number];
const stream = NUMBERED_STREAMS;

/** What the exchange's REST interface is asked for. */
export const REST_ENDPOINTS = ["historicalTrades", "klines", "time"] as const;
export type RestEndpoint = (typeof REST_ENDPOINTS)[number];

export const feedTradeGaps = counter({
  name: "quantflow_feed_trade_gaps_total",
  help: "Trades that were missing when a later one arrived, by the exchange's consecutive trade ids; those that come late or are fetched afterwards count too.",
  unit: "items",
  labels: { symbol: symbols },
});

export const feedMissing = gauge({
  name: "quantflow_feed_missing_events",
  help: "Trades and closed candles that did not arrive yet though later ones did.",
  unit: "items",
  labels: { stream },
});

export const feedDuplicates = counter({
  name: "quantflow_feed_duplicates_total",
  help: "Trades and closed candles that had arrived before and were left alone, as while one connection replaces another.",
  unit: "items",
  labels: { stream },
});

export const feedBackfilled = counter({
  name: "quantflow_feed_backfilled_total",
  help: "Missing trades and candles that were fetched from the exchange afterwards.",
  unit: "items",
  labels: { stream },
});

export const feedUnrecovered = counter({
  name: "quantflow_feed_unrecovered_total",
  help: "Missing trades and candles that are not looked for any more: the exchange does not have them, did not answer, or numbers anew.",
  unit: "items",
  labels: { stream },
});

export const feedSequenceResets = counter({
  name: "quantflow_feed_sequence_resets_total",
  help: "Times that the exchange's numbering began anew or jumped further than could be a loss.",
  unit: "items",
  labels: { stream },
});

export const restRequests = counter({
  name: "quantflow_rest_requests_total",
  help: "Requests to the exchange's REST interface for missing events and the time, by what became of them; a limited one was refused by the exchange, or by us to keep its limit.",
  unit: "items",
  labels: { endpoint: REST_ENDPOINTS, outcome: ["answered", "failed", "limited"] },
});

export const restUsedWeight = gauge({
  name: "quantflow_rest_used_weight",
  help: "Request weight of our address in the running minute, as the exchange counts it.",
  unit: "items",
});
