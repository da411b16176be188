import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import type { CounterSeries, HistogramSeries } from "../../lib/metrics/series.ts";
import * as catalogue from "../../metrics/quantflow/latency.ts";
import type { Clock } from "../clock.ts";
import type { MarketEvent } from "../engine/events.ts";
import type { ClockOffset } from "./clock-offset.ts";
import { isTimed, type TimedEvent } from "./event-age.ts";

/**
 * Reading a clock twice costs more than all that is recorded of an event, so most events go without. An odd number,
 * because trades and book tickers take turns.
 */
const EVENTS_A_SAMPLE = 17;

/**
 * Records how old an event is when it is applied, and where its time went. The series are looked up once, because events
 * are many. Event times, `E`, are when the exchange sent; its trade times, `T`, when its engine traded.
 * Source: https://dev.binance.vision/t/5449
 */
export class FeedLatency {
  readonly #recorder: MetricsRecorder;
  readonly #clock: Pick<Clock, "now" | "elapsed">;
  readonly #age: HistogramSeries;
  readonly #trades: HistogramSeries;
  readonly #miniTickers: HistogramSeries;
  readonly #candles: HistogramSeries;
  readonly #exchangeDelay: HistogramSeries;
  readonly #handler: HistogramSeries;
  readonly #decision: HistogramSeries;
  readonly #negativeAges: CounterSeries;
  readonly #negativeDelays: CounterSeries;
  #offsetSeconds = 0;
  #untilSample = 1;
  #beganAt = 0;
  /** Milliseconds that events wait for their turn which were received together: the clock was read once for all. */
  #waited = 0;
  #receivedTogether = 0;

  constructor(recorder: MetricsRecorder, clock: Pick<Clock, "now" | "elapsed">) {
    this.#recorder = recorder;
    this.#clock = clock;
    this.#age = recorder.histogram(catalogue.eventAge, {});
    this.#trades = recorder.histogram(catalogue.websocketLatency, { stream: "trade" });
    this.#miniTickers = recorder.histogram(catalogue.websocketLatency, { stream: "miniTicker" });
    this.#candles = recorder.histogram(catalogue.websocketLatency, { stream: "kline" });
    this.#exchangeDelay = recorder.histogram(catalogue.exchangeDelay, {});
    this.#handler = recorder.histogram(catalogue.handlerDuration, {});
    this.#decision = recorder.histogram(catalogue.decisionDuration, {});
    this.#negativeAges = recorder.counter(catalogue.negativeAges, { latency: "event-age" });
    this.#negativeDelays = recorder.counter(catalogue.negativeAges, { latency: "exchange-delay" });
  }

  /** An event is about to be applied. */
  begin(event: MarketEvent): void {
    this.#untilSample -= 1;
    if (this.#untilSample > 0 && event.kind !== "kline") return;
    this.#beganAt = this.#clock.elapsed();
    this.#waited = Math.max(0, this.#clock.now() - event.receivedAt);
    this.#receivedTogether = event.receivedAt;
  }

  /** A strategy decided on the closed candle that was begun last. */
  decided(): void {
    this.#decision.observe(this.#clock.elapsed() - this.#beganAt);
  }

  /** The event that was begun last is applied. What was fetched afterwards has no age of its own. */
  applied(event: MarketEvent): void {
    if (isTimed(event) && event.backfilled !== true) this.#observeAge(event);
    if (this.#untilSample > 0) return;
    this.#untilSample = EVENTS_A_SAMPLE;
    this.#handler.observe(this.#clock.elapsed() - this.#beganAt);
  }

  #observeAge(event: TimedEvent): void {
    const { receivedAt, eventTime } = event;
    const appliedAt = receivedAt === this.#receivedTogether ? receivedAt + this.#waited : receivedAt;
    const age = notNegative((appliedAt - eventTime) / 1000 + this.#offsetSeconds, this.#negativeAges);
    this.#age.observe(age);
    this.#ofStream(event.kind).observe(age);
    if (event.kind !== "trade") return;
    const delay = notNegative((event.eventTime - event.tradeTime) / 1000, this.#negativeDelays);
    this.#exchangeDelay.observe(delay);
  }

  #ofStream(kind: TimedEvent["kind"]): HistogramSeries {
    if (kind === "trade") return this.#trades;
    return kind === "kline" ? this.#candles : this.#miniTickers;
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
