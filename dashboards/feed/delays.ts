import { query, type Raw, thresholdOf, timeseries } from "../../lib/dashboards/index.ts";
import type { Histogram, Labels } from "../../lib/metrics/definitions.ts";
import { absolute, quantile, rateInterval, value, where } from "../../lib/promql/index.ts";
import {
  clockOffset,
  clockRoundTrip,
  decisionDuration,
  eventAge,
  exchangeDelay,
  handlerDuration,
} from "../../metrics/quantflow/index.ts";
import { ClockSkew } from "../../rules/resources.ts";
import { chosen } from "../variables.ts";

/** Microseconds and seconds on one axis. */
const LOGARITHMIC: Raw = { "fieldConfig.defaults.custom.scaleDistribution": { type: "log", log: 10 } };

const slowest = (step: Histogram<Labels, "seconds">) =>
  quantile(0.99, where(step, chosen), { by: [], over: rateInterval });

export const delays = timeseries("delays", {
  title: "Where the time goes",
  description:
    "Each step's slowest in a hundred, from the trade on the exchange to the strategy's decision. The step that rose is the one to look into: exchange and network are above us, handling and deciding are our own code.",
  height: 11,
  queries: [
    query(slowest(exchangeDelay), () => "Kept by the exchange"),
    query(slowest(eventAge), () => "Age when applied"),
    query(slowest(handlerDuration), () => "Handling it"),
    query(slowest(decisionDuration), () => "Deciding on it"),
  ],
  raw: LOGARITHMIC,
});

export const clock = timeseries("clock-offset", {
  title: "Our clock against the exchange's",
  description:
    "How far the two are apart, and the round trip that it was measured by: the offset is wrong by at most half of that. Far apart, the exchange refuses orders as too old, and ages of events are guesses.",
  height: 11,
  thresholds: [thresholdOf(ClockSkew, "seconds")],
  queries: [
    query(absolute(value(where(clockOffset, chosen))), (l) => `${l.instance} offset`),
    query(value(where(clockRoundTrip, chosen)), (l) => `${l.instance} round trip`),
  ],
  watchedBy: [ClockSkew],
});
