import { gauge, histogram } from "../../lib/metrics/definitions.ts";
import { milliseconds, seconds } from "../../lib/metrics/units.ts";
import { TIMED_STREAMS } from "./labels.ts";

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

export const clockOffset = gauge({
  name: "quantflow_clock_offset_seconds",
  help: "The exchange's clock minus ours, by the round trip that was shortest.",
  unit: "seconds",
});
