import { describe, expect, it } from "vitest";
import { FeedMetrics } from "../../../app/feed/feed-metrics.ts";
import type { ShardState } from "../../../app/feed/states.ts";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import * as catalogue from "../../../metrics/quantflow/index.ts";
import { parseText, sampleValue } from "../../lib/metrics/parse-text.ts";
import { candleAt, tradeAt } from "../support/events.ts";

const STARTED_AT = 1_000;

function create() {
  const recorder = new MetricsRecorder(metricsOf(catalogue), {
    labelSets: catalogue.droppedLabelSets,
    values: catalogue.droppedValues,
  });
  const metrics = new FeedMetrics(recorder, STARTED_AT);
  const tell = (connection: number, state: ShardState, at = 0) => metrics.state({ ...state, shard: 0, connection, at });
  const value = (name: string, labels: Record<string, string> = {}) =>
    sampleValue(parseText(renderText(recorder.families())), `quantflow_${name}`, labels);
  return { metrics, tell, value };
}

describe("the feed's metrics", () => {
  it("say whether it is connected, with how many streams, and since when", () => {
    const { tell, value } = create();
    tell(1, { state: "connecting", attempt: 0 });
    const gauges = () =>
      ["feed_connected", "feed_shards", "feed_connected_shards", "active_subscriptions"].map((name) => value(name));
    expect([gauges(), value("feed_connected_since_timestamp_seconds")]).toEqual([[0, 1, 0, 0], undefined]);
    tell(1, { state: "subscribed", streams: 4 }, 5_000);
    expect([gauges(), value("feed_connected_since_timestamp_seconds")]).toEqual([[1, 1, 1, 4], 5]);
    tell(1, { state: "ended", reason: "silent", detail: "" });
    expect([gauges(), value("feed_connected_since_timestamp_seconds")]).toEqual([[0, 1, 0, 0], undefined]);
  });

  it("count ends by reason, attempts, those that had to wait, and renewals", () => {
    const { tell, value } = create();
    tell(1, { state: "connecting", attempt: 0 });
    tell(1, { state: "ended", reason: "unanswered", detail: "" });
    tell(1, { state: "held", delayMs: 5 });
    tell(2, { state: "connecting", attempt: 1 });
    tell(2, { state: "renewed", reason: "pings" });
    expect(value("feed_connection_attempts_total")).toBe(2);
    expect(value("feed_held_attempts_total")).toBe(1);
    expect(value("feed_reconnects_total", { reason: "unanswered" })).toBe(1);
    expect(value("feed_reconnects_total", { reason: "closed" })).toBe(0);
    expect(value("feed_renewals_total", { reason: "pings" })).toBe(1);
  });

  it("count what we send, the streams that were refused and the pings that stayed away", () => {
    const { tell, value } = create();
    tell(1, { state: "control-sent", frame: "pong" });
    tell(1, { state: "streams-refused", streams: ["a", "b"], code: 2, message: "" });
    tell(1, { state: "ping-missed", missed: 1 });
    tell(1, { state: "ping-missed", missed: 2 });
    expect(value("feed_control_frames_total", { frame: "pong" })).toBe(1);
    expect(value("feed_refused_streams_total")).toBe(2);
    expect(value("feed_missed_pings_total")).toBe(2);
  });

  it("count frames by what became of them", () => {
    const { metrics, value } = create();
    for (const outcome of ["applied", "applied", "stray", "malformed"] as const) metrics.frame(outcome);
    expect(
      ["applied", "stray", "malformed", "unknown"].map((outcome) => value("feed_messages_total", { outcome })),
    ).toEqual([2, 1, 1, 0]);
  });

  it("count updates by stream and tell when the last one was applied; the start stands in until there is one", () => {
    const { metrics, value } = create();
    metrics.applied(tradeAt(7_000, 1));
    metrics.applied(candleAt(8, 1));
    const last = (stream: string) => value("feed_last_message_timestamp_seconds", { stream });
    expect([last("trade"), last("kline"), last("miniTicker")]).toEqual([7, 9, STARTED_AT]);
    expect(value("price_updates_total", { stream: "trade" })).toBe(1);
  });

  it("do not call a stream fresh for what was fetched afterwards", () => {
    const { metrics, value } = create();
    metrics.applied({ ...tradeAt(9_000, 1), backfilled: true });
    expect(value("feed_last_message_timestamp_seconds", { stream: "trade" })).toBe(STARTED_AT);
    expect(value("price_updates_total", { stream: "trade" })).toBe(1);
  });
});
