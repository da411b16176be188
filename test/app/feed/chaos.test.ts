import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ControlAction } from "../../../app/exchange/faults.ts";
import { FeedStatus } from "../../../app/feed/feed-status.ts";
import type { FeedState } from "../../../app/feed/states.ts";
import { openExchange } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { connect, is, STREAMS } from "./support.ts";

const fault = fc.constantFrom<ControlAction>(
  { action: "stall" },
  { action: "refuse" },
  { action: "freeze" },
  { action: "mute" },
  { action: "ignore" },
  { action: "reject", containing: "btc", anonymous: false },
  { action: "reject", containing: "kline", anonymous: true },
  { action: "slam" },
  { action: "ban", seconds: 20 },
  { action: "malformed", share: 0.5 },
  { action: "drop" },
  { action: "reset" },
  { action: "shutdown" },
  { action: "skip", trades: 5 },
  { action: "repeat", trades: 5 },
  { action: "send", frame: "huge" },
  { action: "send", frame: "stray-error" },
  { action: "send", frame: "stray-answer" },
  { action: "resume" },
);
/** Faults, and the quarters of a second that pass after each. */
const story = fc.array(fc.tuple(fault, fc.integer({ min: 0, max: 240 })), { maxLength: 6 });

const QUARTER_MS = 250;
const TURNS_A_QUARTER = 3;
/** Ten minutes: every back-off, ban and budget is over by then. */
const ENOUGH_QUARTERS = 2_400;

async function open() {
  const exchangeClock = new FakeClock();
  const { exchange, url } = await openExchange(exchangeClock, { tradesPerSecond: 1 });
  const feed = connect(url);
  const status = new FeedStatus();
  let applied = 0;
  /** Lets time pass on both clocks, and real sockets work in between. */
  const pass = async () => {
    exchangeClock.advance(QUARTER_MS);
    feed.clock.advance(QUARTER_MS);
    for (let turn = 0; turn < TURNS_A_QUARTER; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    for (const state of feed.states.all.slice(applied)) status.apply(state);
    applied = feed.states.all.length;
  };
  return { exchange, status, pass, ...feed };
}

/** The most states that fall within any window of so many milliseconds. */
const most = (states: readonly FeedState[], windowMs: number) =>
  Math.max(0, ...states.map(({ at }) => states.filter((one) => one.at >= at && one.at < at + windowMs).length));

describe("the feed, whatever the exchange does", () => {
  it("comes back with every stream on one connection, keeps to the rate and to the budget, and never more than two connections", async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const { exchange, status, pass, states, client } = await open();
        for (const [action, quarters] of steps) {
          exchange.perform(action);
          for (let quarter = 0; quarter < quarters; quarter += 1) {
            await pass();
            expect(exchange.state().faults.freeze || exchange.state().connections <= 2).toBe(true);
          }
        }
        exchange.perform({ action: "resume" });
        exchange.perform({ action: "drop" });
        const isBack = () =>
          status.isConnected && status.streams === STREAMS.length && exchange.state().connections === 1;
        for (let quarter = 0; quarter < ENOUGH_QUARTERS && !isBack(); quarter += 1) await pass();
        expect([status.isConnected, status.streams, exchange.state().connections]).toEqual([true, STREAMS.length, 1]);
        for (const connection of new Set(states.all.map((state) => state.connection))) {
          const sent = states.all.filter((state) => is("control-sent")(state) && state.connection === connection);
          expect(most(sent, 1_000)).toBeLessThanOrEqual(4);
        }
        expect(most(states.all.filter(is("connecting")), 300_000)).toBeLessThanOrEqual(240);
        client.stop();
      }),
      { numRuns: 15 },
    );
  });
});
