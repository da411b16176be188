import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import type { CounterSeries, HistogramSeries } from "../../lib/metrics/series.ts";
import * as catalogue from "../../metrics/quantflow/latency.ts";
import type { MarketEvent } from "../engine/events.ts";
import type { ClockOffset } from "./clock-offset.ts";
import { isTimed, type TimedEvent } from "./event-age.ts";

/**
 * Records how old an event is when it is applied, and where its time went. The series are looked up once, because events
 * are many. Event times, `E`, are when the exchange sent; its trade times, `T`, when its engine traded.
 * Source: https://dev.binance.vision/t/5449
 */
export class FeedLatency {
  readonly #recorder: MetricsRecorder;
  readonly #age: HistogramSeries;
  readonly #ages: Readonly<Record<TimedEvent["kind"], HistogramSeries>>;
  readonly #exchangeDelay: HistogramSeries;
  readonly #handler: HistogramSeries;
  readonly #decision: HistogramSeries;
  readonly #negativeAges: CounterSeries;
  readonly #negativeDelays: CounterSeries;
  #offsetSeconds = 0;

  constructor(recorder: MetricsRecorder) {
    const ageOf = (stream: TimedEvent["kind"]) => recorder.histogram(catalogue.websocketLatency, { stream });
    this.#recorder = recorder;
    this.#age = recorder.histogram(catalogue.eventAge, {});
    this.#ages = { trade: ageOf("trade"), miniTicker: ageOf("miniTicker"), kline: ageOf("kline") };
    this.#exchangeDelay = recorder.histogram(catalogue.exchangeDelay, {});
    this.#handler = recorder.histogram(catalogue.handlerDuration, {});
    this.#decision = recorder.histogram(catalogue.decisionDuration, {});
    this.#negativeAges = recorder.counter(catalogue.negativeAges, { latency: "event-age" });
    this.#negativeDelays = recorder.counter(catalogue.negativeAges, { latency: "exchange-delay" });
  }

  /** An event was applied, which took our code so many seconds. What was fetched afterwards has no age of its own. */
  applied(event: MarketEvent, handlerSeconds?: number): void {
    if (handlerSeconds !== undefined) this.#handler.observe(handlerSeconds);
    if (!isTimed(event) || event.backfilled) return;
    const age = notNegative((event.receivedAt - event.eventTime) / 1000 + this.#offsetSeconds, this.#negativeAges);
    this.#age.observe(age);
    this.#ages[event.kind].observe(age);
    if (event.kind === "trade")
      this.#exchangeDelay.observe(notNegative((event.eventTime - event.tradeTime) / 1000, this.#negativeDelays));
  }

  /** A strategy decided on a closed candle, so many seconds after it was received. */
  decided(seconds: number): void {
    this.#decision.observe(seconds);
  }

  /** The exchange's clock minus ours, by which ages are corrected from now on. */
  clockOffset({ seconds, roundTripSeconds }: ClockOffset): void {
    this.#offsetSeconds = seconds;
    this.#recorder.set(catalogue.clockOffset, {}, seconds);
    this.#recorder.set(catalogue.clockRoundTrip, {}, roundTripSeconds);
  }
}

function notNegative(seconds: number, negative: CounterSeries): number {
  if (!(seconds < 0)) return seconds;
  negative.increment();
  return 0;
}
