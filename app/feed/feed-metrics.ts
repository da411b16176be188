import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import type { CounterSeries, GaugeSeries, HistogramSeries } from "../../lib/metrics/series.ts";
import * as catalogue from "../../metrics/quantflow/feed.ts";
import { STREAMS, type Stream, TIMED_STREAMS } from "../../metrics/quantflow/labels.ts";
import type { MarketEvent } from "../engine/events.ts";
import { eventAge, isTimed } from "./event-age.ts";
import type { FeedState, FrameOutcome } from "./states.ts";

interface StreamSeries {
  readonly updates: CounterSeries;
  readonly last: GaugeSeries;
}

const byStream = <S extends string, T>(streams: readonly S[], make: (stream: S) => T): Readonly<Record<S, T>> =>
  Object.fromEntries(streams.map((stream) => [stream, make(stream)])) as Record<S, T>;

/** Records the feed. The series of each stream are looked up once, because events are many. */
export class FeedMetrics {
  readonly #recorder: MetricsRecorder;
  readonly #streams: Readonly<Record<Stream, StreamSeries>>;
  readonly #ages: Readonly<Record<(typeof TIMED_STREAMS)[number], HistogramSeries>>;
  #offsetSeconds = 0;

  /** `startedAt`, seconds since the epoch, stands for a last message until there is one. */
  constructor(recorder: MetricsRecorder, startedAt: number) {
    this.#recorder = recorder;
    this.#streams = byStream(STREAMS, (stream) => ({
      updates: recorder.counter(catalogue.priceUpdates, { stream }),
      last: recorder.gauge(catalogue.feedLastMessage, { stream }),
    }));
    this.#ages = byStream(TIMED_STREAMS, (stream) => recorder.histogram(catalogue.websocketLatency, { stream }));
    for (const { last } of Object.values(this.#streams)) last.set(startedAt);
  }

  state(state: FeedState): void {
    const subscribed = state.state === "subscribed";
    this.#recorder.set(catalogue.feedConnected, {}, subscribed ? 1 : 0);
    this.#recorder.set(catalogue.activeSubscriptions, {}, subscribed ? state.streams : 0);
    if (state.state === "retrying") this.#recorder.increment(catalogue.feedReconnects, { reason: state.reason });
  }

  frame(outcome: FrameOutcome): void {
    this.#recorder.increment(catalogue.feedMessages, { outcome });
  }

  applied(event: MarketEvent): void {
    const series = this.#streams[event.kind];
    series.updates.increment();
    series.last.set(event.receivedAt / 1000);
    if (isTimed(event)) this.#ages[event.kind].observe(eventAge(event, this.#offsetSeconds));
  }

  clockOffset(seconds: number): void {
    this.#offsetSeconds = seconds;
    this.#recorder.set(catalogue.clockOffset, {}, seconds);
  }
}
