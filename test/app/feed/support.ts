import { onTestFinished } from "vitest";
import type { MarketEvent } from "../../../app/engine/events.ts";
import type { SessionLimits } from "../../../app/exchange/session.ts";
import { FEED_TIMINGS, FeedClient, type FeedTimings } from "../../../app/feed/client.ts";
import type { FeedState, FrameOutcome } from "../../../app/feed/states.ts";
import { openExchange } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { Sequence } from "../support/sequence.ts";

export const STREAMS = ["btcusdt@trade", "btcusdt@bookTicker", "btcusdt@miniTicker", "btcusdt@kline_1s"];

export interface FeedChoices {
  readonly streams?: readonly string[];
  readonly timings?: Partial<FeedTimings>;
  readonly clock?: FakeClock;
}

/** A client that is told everything that the application is told; events of BTCUSDT are its own. */
export function connect(url: string, { streams = STREAMS, timings = {}, clock = new FakeClock() }: FeedChoices = {}) {
  const states = new Sequence<FeedState>();
  const events = new Sequence<MarketEvent>();
  const frames = new Sequence<FrameOutcome>();
  const client = new FeedClient(
    { url, streams, clock, random: () => 0.5, timings: { ...FEED_TIMINGS, ...timings } },
    {
      state: states.push,
      frame: frames.push,
      event(event) {
        events.push(event);
        return event.market === "BTCUSDT";
      },
    },
  );
  client.start();
  onTestFinished(() => client.stop());
  return { client, clock, states, events, frames };
}

export const is = (name: FeedState["state"]) => (state: FeedState) => state.state === name;

/** The states by name, without those that most tests do not ask about. */
export const names = (states: Sequence<FeedState>) =>
  states.all.map(({ state }) => state).filter((state) => state !== "control-sent");

/** A real exchange and a client that is subscribed; each has a clock of its own, so that one's time does not move the other. */
export async function subscribed(choices: FeedChoices = {}, limits: Partial<SessionLimits> = {}) {
  const exchangeClock = new FakeClock();
  const running = await openExchange(exchangeClock, {}, limits);
  const feed = connect(running.url, choices);
  await feed.states.next(is("subscribed"));
  /** Moves both clocks by tenths of a second, and waits until so many connections have brought the exchange's last trade. */
  const live = async (milliseconds: number, connections = 1) => {
    feed.clock.advance(milliseconds);
    exchangeClock.advance(milliseconds);
    for (let count = 0; count < connections; count += 1)
      await feed.events.next((event) => event.kind === "trade" && event.eventTime === exchangeClock.now());
  };
  return { ...running, exchangeClock, live, ...feed };
}
