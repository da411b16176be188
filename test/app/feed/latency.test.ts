import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { MarketEvent, Trade } from "../../../app/engine/events.ts";
import { decode } from "../../../app/feed/decode.ts";
import { FeedLatency } from "../../../app/feed/latency.ts";
import { bucketsOf, histogramQuantile } from "../../../bench/histogram-quantile.ts";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import * as catalogue from "../../../metrics/quantflow/latency.ts";
import { droppedLabelSets, droppedValues } from "../../../metrics/quantflow/runtime.ts";
import { candleAt } from "../support/events.ts";
import { openExchange } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { Sequence } from "../support/sequence.ts";

const SENT = 1_700_000_000_000;
const BOOK: MarketEvent = { kind: "bookTicker", market: "BTCUSDT", receivedAt: SENT, bid: 1, ask: 2 };

const tradeOf = (age: number, fields: Partial<Trade> = {}): Trade => ({
  kind: "trade",
  market: "BTCUSDT",
  id: 1,
  price: 1,
  quantity: 1,
  receivedAt: SENT + age,
  eventTime: SENT,
  tradeTime: SENT,
  ...fields,
});

function create() {
  const drops = { labelSets: droppedLabelSets, values: droppedValues };
  const recorder = new MetricsRecorder([...metricsOf(catalogue), ...Object.values(drops)], drops);
  const ages = recorder.histogram(catalogue.eventAge, {});
  const samples = () => new Map(recorder.families().flatMap(({ samples }) => [...samples()]));
  const clock = new FakeClock(SENT);
  const latency = new FeedLatency(recorder, clock);
  return { clock, latency, p99: () => histogramQuantile(0.99, bucketsOf(ages)), samples };
}

describe("event age", () => {
  it("is the time from the exchange's sending to our receiving, of all streams and by stream", () => {
    const { latency, samples } = create();
    latency.applied(tradeOf(250));
    latency.applied({ kind: "miniTicker", market: "BTCUSDT", receivedAt: SENT + 500, close: 1, eventTime: SENT });
    const exposed = samples();
    expect(exposed.get("quantflow_feed_event_age_seconds_sum")).toBeCloseTo(0.75, 12);
    expect(exposed.get('quantflow_websocket_latency_seconds_sum{stream="trade"}')).toBeCloseTo(0.25, 12);
    expect(exposed.get('quantflow_websocket_latency_seconds_sum{stream="miniTicker"}')).toBeCloseTo(0.5, 12);
  });

  it("is corrected by the clock's offset, which is told with its round trip", () => {
    const { latency, samples } = create();
    latency.clockOffset({ seconds: -2, roundTripSeconds: 0.03 });
    latency.applied(tradeOf(2_250));
    const exposed = samples();
    expect(exposed.get("quantflow_feed_event_age_seconds_sum")).toBeCloseTo(0.25, 12);
    expect(exposed.get("quantflow_clock_offset_seconds")).toBe(-2);
    expect(exposed.get("quantflow_clock_offset_round_trip_seconds")).toBe(0.03);
  });

  it("is 0 and counted when the clocks would make it negative", () => {
    const { latency, samples } = create();
    latency.applied(tradeOf(-1));
    latency.applied(tradeOf(5));
    const exposed = samples();
    expect(exposed.get('quantflow_feed_event_age_seconds_bucket{le="0.001"}')).toBe(1);
    expect(exposed.get("quantflow_feed_event_age_seconds_count")).toBe(2);
    expect(exposed.get('quantflow_feed_negative_ages_total{latency="event-age"}')).toBe(1);
    expect(exposed.get('quantflow_feed_negative_ages_total{latency="exchange-delay"}')).toBe(0);
  });

  it("counts the wait of events that were received together, from the next one of which the clock is read", () => {
    const { clock, latency, samples } = create();
    const together = Array.from({ length: 40 }, () => tradeOf(0));
    for (const [index, event] of together.entries()) {
      latency.begin(event);
      latency.applied(event);
      // A pause in the middle of what the socket delivered at once.
      if (index === 10) clock.block(1_000);
    }
    latency.applied(tradeOf(1_001, { eventTime: SENT + 1_000 }));
    const exposed = samples();
    expect(exposed.get('quantflow_feed_event_age_seconds_bucket{le="0.001"}')).toBe(18);
    expect(exposed.get('quantflow_feed_event_age_seconds_bucket{le="0.94"}')).toBe(18);
    expect(exposed.get('quantflow_feed_event_age_seconds_bucket{le="1.0"}')).toBe(41);
  });

  it("is not known of a book ticker, nor of what was fetched afterwards", () => {
    const { latency, samples } = create();
    latency.applied(BOOK);
    latency.applied(tradeOf(60_000, { backfilled: true }));
    expect(samples().get("quantflow_feed_event_age_seconds_count")).toBe(0);
  });

  it("is told by its quantile within 10 %, from 1 ms to 60 s", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), (age) => {
        const { latency, p99 } = create();
        latency.applied(tradeOf(age));
        expect(Math.abs(p99() / (age / 1000) - 1)).toBeLessThan(0.1);
      }),
    );
  });
});

describe("the other latencies", () => {
  it("tell how long the exchange kept a trade, and count one sent before it was made", () => {
    const { latency, samples } = create();
    latency.applied(tradeOf(10, { tradeTime: SENT - 40 }));
    latency.applied(tradeOf(10, { tradeTime: SENT + 1 }));
    const exposed = samples();
    expect(exposed.get("quantflow_feed_exchange_delay_seconds_sum")).toBeCloseTo(0.04, 12);
    expect(exposed.get("quantflow_feed_exchange_delay_seconds_count")).toBe(2);
    expect(exposed.get('quantflow_feed_negative_ages_total{latency="exchange-delay"}')).toBe(1);
  });

  it("tell how long our own code takes, of the first event and of each seventeenth after it", () => {
    const { clock, latency, samples } = create();
    const handle = (event: MarketEvent, milliseconds: number) => {
      latency.begin(event);
      clock.block(milliseconds);
      latency.applied(event);
    };
    handle(BOOK, 0.003);
    for (let event = 0; event < 16; event += 1) handle(BOOK, 1_000);
    handle(tradeOf(1), 0.02);
    const exposed = samples();
    const handler = (le: string) => exposed.get(`quantflow_feed_handler_seconds_bucket{le="${le}"}`);
    expect([handler("2e-06"), handler("5e-06"), handler("2e-05"), handler("5e-05"), handler("+Inf")]).toEqual([
      0, 1, 1, 2, 2,
    ]);
  });

  it("are not confused by an event that was begun and not applied, because its market is not ours", () => {
    const { clock, latency, samples } = create();
    latency.begin(BOOK);
    clock.block(10_000);
    latency.begin(BOOK);
    clock.block(4);
    latency.applied(BOOK);
    expect(samples().get("quantflow_feed_handler_seconds_sum")).toBeCloseTo(0.004, 9);
  });

  it("tell the time from receiving every closed candle to the decision on it", () => {
    const { clock, latency, samples } = create();
    for (let index = 0; index < 3; index += 1) {
      const candle = candleAt(index, 10);
      latency.begin(candle);
      clock.block(0.015);
      latency.decided();
      latency.applied(candle);
    }
    expect(samples().get('quantflow_feed_decision_seconds_bucket{le="1e-05"}')).toBe(0);
    expect(samples().get('quantflow_feed_decision_seconds_bucket{le="2e-05"}')).toBe(3);
  });

  it("refuse what is not a number instead of recording 0", () => {
    const { latency, samples } = create();
    latency.applied(tradeOf(Number.NaN));
    const exposed = samples();
    expect(exposed.get("quantflow_feed_event_age_seconds_count")).toBe(0);
    expect(exposed.get("quantflow_metrics_dropped_values_total")).toBe(2);
  });
});

describe("a delay injected at the exchange", () => {
  it.each([1, 2, 5, 10, 25, 100, 333, 1_000, 3_600, 10_000, 30_000])(
    "of %i ms is read back within a tenth",
    async (delay) => {
      const clock = new FakeClock();
      const { exchange, url } = await openExchange(clock, { markets: ["BTCUSDT"], tradesPerSecond: 10 });
      const { latency, p99 } = create();
      const events = new Sequence<MarketEvent>();
      const client = new WebSocket(`${url}?streams=btcusdt@trade`);
      onTestFinished(() => client.terminate());
      client.on("message", (data: Buffer) => {
        const frame = decode(data, clock.now());
        if (frame.type !== "event") return;
        latency.applied(frame.event);
        events.push(frame.event);
      });
      await new Promise((resolve) => client.once("open", resolve));
      exchange.perform({ action: "delay", milliseconds: delay });
      clock.advance(100);
      // No second trade, so that the first one's arrival is when the clock stands still.
      exchange.perform({ action: "rate", tradesPerSecond: 0.001 });
      // A microsecond more, because the exchange adds up seconds.
      clock.advance(delay + 0.001);
      await events.next();
      expect(Math.abs(p99() / (delay / 1000) - 1)).toBeLessThan(0.1);
    },
  );
});
