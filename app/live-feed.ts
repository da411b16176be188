import type { Cancel } from "./clock.ts";
import type { MarketEvent } from "./engine/events.ts";
import { lastPrice } from "./engine/prices.ts";
import { Backfill } from "./feed/backfill.ts";
import { FEED_TIMINGS, FeedClient } from "./feed/client.ts";
import { measureOffset } from "./feed/clock-offset.ts";
import { isTimed } from "./feed/event-age.ts";
import { feedLog } from "./feed/feed-log.ts";
import { ExchangeRest } from "./feed/rest.ts";
import type { FeedState } from "./feed/states.ts";
import { streamNames } from "./feed/streams.ts";
import type { Parts } from "./parts.ts";

const CLOCK_OFFSET_MS = 60_000;

export interface LiveFeed {
  start(): void;
  /** Brings the metrics up to date that are read rather than counted. */
  refresh(): void;
  stop(): Promise<void>;
}

/** The exchange: its events traded on, what they leave out fetched, its states told to all who ask. */
export function createLiveFeed(parts: Parts): LiveFeed {
  const { configuration, clock, recorder } = parts;
  const rest = new ExchangeRest({ baseUrl: configuration.feed.restUrl, clock, recorder });
  const stopping = new AbortController();
  const offset: Offset = { seconds: 0 };
  const apply = applier(parts, offset);
  const backfill = new Backfill({
    ...parts,
    instruments: configuration.instruments,
    rest,
    apply,
  });
  const client = createClient(parts, (event) => !backfill.accept(event) || apply(event));
  let cancelClock: Cancel = () => undefined;
  return {
    start() {
      client.start();
      cancelClock = followClock(parts, offset, rest, stopping.signal);
    },
    refresh: () => backfill.refresh(),
    async stop() {
      cancelClock();
      stopping.abort();
      client.stop();
      await backfill.stop();
    },
  };
}

/** The exchange's clock minus ours, as it was last measured. */
interface Offset {
  seconds: number;
}

/** Applies an event to all that live on it; whether it was of a market of ours. */
function applier({ trading, stores, feedMetrics, latency, feedHealth, quotes }: Parts, offset: Offset) {
  const onOurClock = (event: MarketEvent) => (isTimed(event) ? event.eventTime - 1000 * offset.seconds : Number.NaN);
  return (event: MarketEvent): boolean => {
    latency.begin(event);
    const step = trading.process(event);
    if (step.instrument === undefined) return false;
    if (step.candle) latency.decided();
    feedMetrics.applied(event);
    stores.record(step);
    if (!event.backfilled) {
      feedHealth.applied();
      quotes.update(event.market, lastPrice(event), onOurClock(event), event.receivedAt);
    }
    latency.applied(event);
    return true;
  };
}

function createClient(parts: Parts, event: (event: MarketEvent) => boolean): FeedClient {
  const { configuration, clock, random, log, feedMetrics, feedHealth, connection } = parts;
  const { url, silenceMs } = configuration.feed;
  const listeners = [feedMetrics, feedHealth, connection];
  const write = feedLog(log);
  const state = (told: FeedState) => {
    for (const listener of listeners) listener.state(told);
    write(told);
  };
  return new FeedClient(
    { url, streams: streamNames(configuration.instruments), clock, random, timings: { ...FEED_TIMINGS, silenceMs } },
    { state, event, frame: (outcome) => feedMetrics.frame(outcome) },
  );
}

/** Measures the exchange's clock against ours now and each minute, so that event ages are true. */
function followClock({ clock, log, latency }: Parts, offset: Offset, rest: ExchangeRest, stopped: AbortSignal): Cancel {
  let failing = false;
  const failed = (error: unknown) => {
    if (!stopped.aborted && !failing) log.warn({ err: error }, "clock offset not measured; the last one stands");
    failing = true;
  };
  const measure = () =>
    void measureOffset(() => rest.time(stopped), clock).then((measured) => {
      failing = false;
      offset.seconds = measured.seconds;
      latency.clockOffset(measured);
    }, failed);
  measure();
  return clock.every(CLOCK_OFFSET_MS, measure);
}
