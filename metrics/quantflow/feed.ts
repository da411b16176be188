import { counter, gauge } from "../../lib/metrics/definitions.ts";
import { STREAMS } from "./labels.ts";

/** What became of a frame; `stray` is an answer that nobody waits for. */
export const FRAME_OUTCOMES = ["applied", "control", "malformed", "unknown", "stray"] as const;

/** Why a connection ended; the last four are ours: replaced, never answered us, sent too much, broke the protocol. */
export const END_REASONS = [
  "closed",
  "silent",
  "refused",
  "shutdown",
  "renewed",
  "unanswered",
  "oversized",
  "invalid",
] as const;

/** Why a connection was replaced while it still worked. */
export const RENEWAL_REASONS = ["age", "shutdown", "pings"] as const;

/** What we send: the exchange counts each against its limit of messages. */
export const CONTROL_FRAMES = ["subscribe", "unsubscribe", "pong"] as const;

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
  help: "Frames received on the market data connections, by what became of them.",
  unit: "items",
  labels: { outcome: FRAME_OUTCOMES },
});

export const feedConnected = gauge({
  name: "quantflow_feed_connected",
  help: "1 while every shard of the feed has an open and subscribed market data connection, else 0.",
  unit: "boolean",
});

export const feedShards = gauge({
  name: "quantflow_feed_shards",
  help: "Connections that the streams need, at most 1,024 streams each.",
  unit: "items",
});

export const feedConnectedShards = gauge({
  name: "quantflow_feed_connected_shards",
  help: "Shards of the feed that have an open and subscribed market data connection.",
  unit: "items",
});

export const feedReconnects = counter({
  name: "quantflow_feed_reconnects_total",
  help: "Connections to the exchange that ended and were followed by another attempt, by the reason they ended.",
  unit: "items",
  labels: { reason: END_REASONS },
});

export const feedConnectionAttempts = counter({
  name: "quantflow_feed_connection_attempts_total",
  help: "Connections to the exchange that were attempted; it lets in 300 in five minutes from one address.",
  unit: "items",
});

export const feedHeldAttempts = counter({
  name: "quantflow_feed_held_attempts_total",
  help: "Attempts to connect that had to wait for the budget of attempts or for the exchange's Retry-After.",
  unit: "items",
});

export const feedRenewals = counter({
  name: "quantflow_feed_renewals_total",
  help: "Connections that were replaced while they still worked: the new one had delivered before the old one ended.",
  unit: "items",
  labels: { reason: RENEWAL_REASONS },
});

export const feedControlFrames = counter({
  name: "quantflow_feed_control_frames_total",
  help: "Frames sent to the exchange; it ends a connection that sends more than five a second.",
  unit: "items",
  labels: { frame: CONTROL_FRAMES },
});

export const feedRefusedStreams = counter({
  name: "quantflow_feed_refused_streams_total",
  help: "Streams that the exchange refused to send when asked for them.",
  unit: "items",
});

export const feedMissedPings = counter({
  name: "quantflow_feed_missed_pings_total",
  help: "Pings of the exchange that were due, one each 20 seconds, and did not come.",
  unit: "items",
});

export const feedConnectedSince = gauge({
  name: "quantflow_feed_connected_since_timestamp_seconds",
  help: "When the oldest of the subscribed connections was subscribed, seconds since the epoch; none while there is none.",
  unit: "timestamp",
});

export const feedLastMessage = gauge({
  name: "quantflow_feed_last_message_timestamp_seconds",
  help: "When the last event of a stream was applied, seconds since the epoch; the process start until there is one.",
  unit: "timestamp",
  labels: { stream: STREAMS },
});
