import { counter, gauge } from "../../lib/metrics/definitions.ts";
import { STREAMS } from "./labels.ts";

export const priceUpdates = counter({
  name: "quantflow_price_updates_total",
  help: "Market data events applied to the engine's state; acknowledgements, errors and refused frames do not count.",
  unit: "items",
  labels: { stream: STREAMS },
});

export const activeSubscriptions = gauge({
  name: "quantflow_active_subscriptions",
  help: "Streams the exchange has acknowledged and not yet ended.",
  unit: "items",
});

export const feedMessages = counter({
  name: "quantflow_feed_messages_total",
  help: "Frames received on the market data connection, by what became of them.",
  unit: "items",
  labels: { outcome: ["applied", "control", "malformed", "unknown"] },
});

export const feedConnected = gauge({
  name: "quantflow_feed_connected",
  help: "1 while the market data connection is open and subscribed, else 0.",
  unit: "boolean",
});

export const feedReconnects = counter({
  name: "quantflow_feed_reconnects_total",
  help: "Connections to the exchange that ended and were followed by another attempt, by the reason they ended.",
  unit: "items",
  labels: { reason: ["closed", "silent", "refused", "shutdown"] },
});

export const feedLastMessage = gauge({
  name: "quantflow_feed_last_message_timestamp_seconds",
  help: "When the last event of a stream was applied, seconds since the epoch; the process start until there is one.",
  unit: "timestamp",
  labels: { stream: STREAMS },
});
