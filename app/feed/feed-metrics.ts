import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import type { CounterSeries, GaugeSeries } from "../../lib/metrics/series.ts";
import * as catalogue from "../../metrics/quantflow/feed.ts";
import { STREAMS, type Stream } from "../../metrics/quantflow/labels.ts";
import type { MarketEvent } from "../engine/events.ts";
import { FeedStatus } from "./feed-status.ts";
import type { FeedState, FrameOutcome } from "./states.ts";

interface StreamSeries {
  readonly updates: CounterSeries;
  readonly last: GaugeSeries;
}

const by = <L extends string, T>(labels: readonly L[], make: (label: L) => T): Readonly<Record<L, T>> =>
  Object.fromEntries(labels.map((label) => [label, make(label)])) as Record<L, T>;

/** Records the feed. The series of each stream and outcome are looked up once, because events are many. */
export class FeedMetrics {
  readonly #recorder: MetricsRecorder;
  readonly #frames: Readonly<Record<FrameOutcome, CounterSeries>>;
  readonly #streams: Readonly<Record<Stream, StreamSeries>>;
  readonly #status = new FeedStatus();

  /** `startedAt`, seconds since the epoch, stands for a last message until there is one. */
  constructor(recorder: MetricsRecorder, startedAt: number) {
    this.#recorder = recorder;
    this.#frames = by(catalogue.FRAME_OUTCOMES, (outcome) => recorder.counter(catalogue.feedMessages, { outcome }));
    this.#streams = by(STREAMS, (stream) => ({
      updates: recorder.counter(catalogue.priceUpdates, { stream }),
      last: recorder.gauge(catalogue.feedLastMessage, { stream }),
    }));
    for (const { last } of Object.values(this.#streams)) last.set(startedAt);
  }

  state(state: FeedState): void {
    this.#status.apply(state);
    this.#recordStatus();
    this.#count(state);
  }

  frame(outcome: FrameOutcome): void {
    this.#frames[outcome].increment();
  }

  applied(event: MarketEvent): void {
    const series = this.#streams[event.kind];
    series.updates.increment();
    // What was fetched afterwards does not say that the stream still comes.
    if (!event.backfilled) series.last.set(event.receivedAt / 1000);
  }

  #recordStatus(): void {
    const { shards, connectedShards, isConnected, streams, connectedSince } = this.#status;
    this.#recorder.set(catalogue.feedConnected, {}, isConnected ? 1 : 0);
    this.#recorder.set(catalogue.feedShards, {}, shards);
    this.#recorder.set(catalogue.feedConnectedShards, {}, connectedShards);
    this.#recorder.set(catalogue.activeSubscriptions, {}, streams);
    if (connectedSince === undefined) this.#recorder.remove(catalogue.feedConnectedSince, {});
    else this.#recorder.set(catalogue.feedConnectedSince, {}, connectedSince / 1000);
  }

  #count(state: FeedState): void {
    const recorder = this.#recorder;
    if (state.state === "connecting") recorder.increment(catalogue.feedConnectionAttempts, {});
    if (state.state === "held") recorder.increment(catalogue.feedHeldAttempts, {});
    if (state.state === "ended") recorder.increment(catalogue.feedReconnects, { reason: state.reason });
    if (state.state === "renewed") recorder.increment(catalogue.feedRenewals, { reason: state.reason });
    if (state.state === "control-sent") recorder.increment(catalogue.feedControlFrames, { frame: state.frame });
    if (state.state === "streams-refused") recorder.increment(catalogue.feedRefusedStreams, {}, state.streams.length);
    if (state.state === "ping-missed") recorder.increment(catalogue.feedMissedPings, {});
  }
}
