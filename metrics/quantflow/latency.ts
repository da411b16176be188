import { counter, gauge, histogram } from "../../lib/metrics/definitions.ts";
import { type Duration, milliseconds, seconds } from "../../lib/metrics/units.ts";
import { TIMED_STREAMS } from "./labels.ts";

const TENTHS_A_SECOND = 10_000;

/**
 * Bounds from 1 ms to 60 s, each of two digits and at most a tenth above the one before: 1, 1.1, … 1.9, 2, 2.2, … 9.4,
 * 10 ms. A quantile lies between two neighbours, so it is within 10 % of what was observed.
 */
function boundsATenthApart(): readonly Duration[] {
  const bounds: Duration[] = [];
  for (let tenths = 10; tenths <= 60 * TENTHS_A_SECOND; tenths = atMostATenthAbove(tenths))
    bounds.push(seconds(tenths / TENTHS_A_SECOND));
  return bounds;
}

/** The largest whole number of two digits and zeros that is at most a tenth above another; both in tenths of a millisecond. */
function atMostATenthAbove(tenths: number): number {
  const most = Math.floor((tenths * 11) / 10);
  const step = 10 ** (String(most).length - 2);
  return Math.floor(most / step) * step;
}

const microseconds = (n: number): Duration => seconds(n / 1e6);

export const websocketLatency = histogram({
  name: "quantflow_websocket_latency_seconds",
  help: "Age of a market data event when applied: receive time minus the exchange's event time, corrected by the clock offset.",
  unit: "seconds",
  labels: { stream: TIMED_STREAMS },
  buckets: [
    milliseconds(1),
    milliseconds(2),
    milliseconds(5),
    milliseconds(10),
    milliseconds(20),
    milliseconds(50),
    milliseconds(100),
    milliseconds(200),
    milliseconds(300),
    milliseconds(400),
    milliseconds(500),
    milliseconds(600),
    milliseconds(800),
    seconds(1),
    milliseconds(2500),
    seconds(5),
    seconds(10),
    seconds(30),
  ],
});

export const eventAge = histogram({
  name: "quantflow_feed_event_age_seconds",
  help: "Age of a market data event when applied, of all streams together, in buckets so fine that a quantile is within 10 % of the truth.",
  unit: "seconds",
  buckets: boundsATenthApart(),
  budget: 150,
});

export const exchangeDelay = histogram({
  name: "quantflow_feed_exchange_delay_seconds",
  help: "How long the exchange kept a trade: its time of sending minus its time of trading, by its own clock.",
  unit: "seconds",
  buckets: [
    milliseconds(1),
    milliseconds(2),
    milliseconds(5),
    milliseconds(10),
    milliseconds(20),
    milliseconds(50),
    milliseconds(100),
    milliseconds(200),
    milliseconds(500),
    seconds(1),
    seconds(5),
    seconds(30),
  ],
});

export const handlerDuration = histogram({
  name: "quantflow_feed_handler_seconds",
  help: "Time that our own code took for an event, of one event in 17; it says nothing of how old the event was.",
  unit: "seconds",
  buckets: [
    microseconds(1),
    microseconds(2),
    microseconds(5),
    microseconds(10),
    microseconds(20),
    microseconds(50),
    microseconds(100),
    microseconds(200),
    microseconds(500),
    milliseconds(1),
    milliseconds(2),
    milliseconds(5),
    milliseconds(10),
  ],
});

export const decisionDuration = histogram({
  name: "quantflow_feed_decision_seconds",
  help: "From receiving a closed candle until the strategy had decided on it.",
  unit: "seconds",
  buckets: [
    microseconds(10),
    microseconds(20),
    microseconds(50),
    microseconds(100),
    microseconds(200),
    microseconds(500),
    milliseconds(1),
    milliseconds(2),
    milliseconds(5),
    milliseconds(10),
    milliseconds(50),
    milliseconds(200),
    seconds(1),
  ],
});

export const negativeAges = counter({
  name: "quantflow_feed_negative_ages_total",
  help: "Latencies that came out below 0 and were recorded as 0: the clocks differ by more than the event was old.",
  unit: "items",
  labels: { latency: ["event-age", "exchange-delay"] },
});

export const clockOffset = gauge({
  name: "quantflow_clock_offset_seconds",
  help: "The exchange's clock minus ours, by the round trip that was shortest.",
  unit: "seconds",
});

export const clockRoundTrip = gauge({
  name: "quantflow_clock_offset_round_trip_seconds",
  help: "The round trip that the clock's offset was measured by; the offset is wrong by at most half of it.",
  unit: "seconds",
});
