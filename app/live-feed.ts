import type { Cancel, Clock, Random } from "./clock.ts";
import type { Configuration } from "./configuration.ts";
import { FEED_TIMINGS, FeedClient } from "./feed/client.ts";
import { exchangeTime, measureOffset } from "./feed/clock-offset.ts";
import type { FeedHealth } from "./feed/feed-health.ts";
import type { FeedMetrics } from "./feed/feed-metrics.ts";
import type { FeedState } from "./feed/states.ts";
import { streamNames } from "./feed/streams.ts";
import type { Log } from "./log.ts";
import type { Stores } from "./store/stores.ts";
import type { Trading } from "./trading.ts";

export interface LiveFeedParts {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly trading: Trading;
  readonly stores: Stores;
  readonly feedHealth: FeedHealth;
  readonly feedMetrics: FeedMetrics;
}

const CLOCK_OFFSET_MS = 60_000;

function logState(log: Log, state: FeedState): void {
  if (state.state === "retrying") log.warn(state, "feed ended; connecting again");
  else log.info(state, "feed");
}

/** The connection to the exchange, its events traded on, its states and frames recorded. */
export function createFeed(parts: LiveFeedParts): FeedClient {
  const { configuration, clock, random, log, feedMetrics, feedHealth, trading, stores } = parts;
  const { url, silenceMs } = configuration.feed;
  const streams = streamNames(configuration.instruments);
  return new FeedClient(
    { url, streams, clock, random, timings: { ...FEED_TIMINGS, silenceMs } },
    {
      state(state) {
        feedMetrics.state(state);
        feedHealth.state(state);
        logState(log, state);
      },
      frame: (outcome) => feedMetrics.frame(outcome),
      event(event) {
        const step = trading.process(event);
        if (step.instrument === undefined) return false;
        feedMetrics.applied(event);
        feedHealth.applied();
        stores.record(step);
        return true;
      },
    },
  );
}

/** Measures the exchange's clock against ours now and each minute, so that event ages are true. */
export function followClock({ configuration, clock, log, feedMetrics }: LiveFeedParts): Cancel {
  const ask = exchangeTime(configuration.feed.restUrl);
  const measure = () =>
    void measureOffset(ask, clock).then(
      ({ seconds }) => feedMetrics.clockOffset(seconds),
      (error: unknown) => log.warn({ err: error }, "clock offset not measured; the last one stands"),
    );
  measure();
  return clock.every(CLOCK_OFFSET_MS, measure);
}
