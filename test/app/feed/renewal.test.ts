import { describe, expect, it } from "vitest";
import type { MarketEvent } from "../../../app/engine/events.ts";
import { Sequence } from "../../../app/feed/sequence.ts";
import type { Sequence as Arriving } from "../support/sequence.ts";
import { type FeedChoices, is, names, subscribed } from "./support.ts";

const HOUR = 3_600_000;
/** Watchdogs that sleep, so that a day can pass on the client's clock alone. */
const patient: FeedChoices = { timings: { silenceMs: 100 * HOUR, pingMs: 100 * HOUR } };

const tradeIds = (events: Arriving<MarketEvent>) =>
  events.all.flatMap((event) => (event.kind === "trade" ? [event.id] : []));

/** Every trade came at least once, none is missing between the first and the last. */
function expectNothingLost(events: Arriving<MarketEvent>) {
  const ids = [...new Set(tradeIds(events))].sort((a, b) => a - b);
  expect(ids).toEqual(Array.from({ length: ids.length }, (_, index) => index + 1));
}

describe("a connection that is replaced", () => {
  it("is so at 23 hours, and ends after the new one has been subscribed and has delivered", async () => {
    const { clock, live, states, exchange } = await subscribed(patient);
    clock.advance(23 * HOUR - 1);
    expect(states.all.some(is("renewing"))).toBe(false);
    clock.advance(1);
    expect(states.all.find(is("renewing"))).toMatchObject({ reason: "age", connection: 1 });
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 2, streams: 4 });
    clock.advance(60_000);
    expect(states.all.some(is("ended"))).toBe(false);
    expect(exchange.state().connections).toBe(2);
    await live(100, 2);
    clock.advance(1_999);
    expect(states.all.some(is("ended"))).toBe(false);
    clock.advance(1);
    expect(states.all.slice(-2)).toMatchObject([
      { state: "renewed", connection: 2, reason: "age" },
      { state: "ended", connection: 1, reason: "renewed", detail: "replaced by connection 2" },
    ]);
    await live(100);
  });

  it("is replaced again 23 hours later", async () => {
    const { clock, live, states } = await subscribed(patient);
    for (const connection of [2, 3]) {
      clock.advance(23 * HOUR);
      await states.next((state) => state.state === "subscribed" && state.connection === connection);
      await live(100, 2);
      clock.advance(2_000);
    }
    expect(states.all.filter(is("renewed"))).toHaveLength(2);
    expect(states.all.filter(is("ended"))).toMatchObject([{ connection: 1 }, { connection: 2 }]);
  });

  it("loses no trade, and those of the overlap come twice", async () => {
    const { clock, live, states, events } = await subscribed(patient);
    for (let tenth = 0; tenth < 5; tenth += 1) await live(100);
    clock.advance(23 * HOUR);
    await live(100);
    await states.next(is("subscribed"));
    for (let tenth = 0; tenth < 20; tenth += 1) await live(100, 2);
    await live(100);
    await states.next(is("renewed"));
    for (let tenth = 0; tenth < 5; tenth += 1) await live(100);
    expectNothingLost(events);
    const twice = tradeIds(events).length - new Set(tradeIds(events)).size;
    expect(twice).toBeGreaterThanOrEqual(20);
    const sequence = new Sequence({ graceSeconds: 2, mostMissing: 1_000, staleSeconds: 60 });
    const taken = tradeIds(events).filter((id) => sequence.accept(id, id, 0) !== "duplicate");
    expect([new Set(taken).size, sequence.missing]).toEqual([taken.length, 0]);
  });

  it("is so at once when the exchange announces its shutdown", async () => {
    const { exchange, clock, live, states, events } = await subscribed();
    await live(100);
    exchange.perform({ action: "shutdown" });
    expect(await states.next(is("renewing"))).toMatchObject({ reason: "shutdown" });
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 2, at: clock.now() });
    await live(100, 2);
    await live(2_000);
    expect(await states.next(is("ended"))).toMatchObject({ connection: 1, reason: "shutdown" });
    expectNothingLost(events);
    expect(names(states)).not.toContain("retrying");
  });

  it("is not so in a loop when every connection hears of a shutdown: the next ones wait as after a failure", async () => {
    const { exchange, clock, live, states } = await subscribed();
    const started: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      exchange.perform({ action: "shutdown" });
      const { at } = await states.next(is("renewing"));
      while (!states.all.some((state) => state.state === "connecting" && state.at >= at)) clock.advance(100);
      started.push(clock.now() - at);
      await states.next(is("subscribed"));
      await live(100, 2);
      await live(2_000);
      await states.next(is("renewed"));
    }
    expect(started).toEqual([0, 1_000, 2_000]);
  });

  it("is replaced in its turn when the exchange announced its end before it had taken over", async () => {
    const { exchange, clock, live, states } = await subscribed(patient);
    clock.advance(23 * HOUR);
    await states.next((state) => state.state === "subscribed" && state.connection === 2);
    exchange.perform({ action: "shutdown" });
    await states.next((state) => state.state === "shutdown-announced" && state.connection === 2);
    await live(100, 2);
    clock.advance(2_000);
    expect(states.all.filter(is("renewing"))).toMatchObject([
      { connection: 1, reason: "age" },
      { connection: 2, reason: "shutdown" },
    ]);
  });

  it("stays while the next one cannot be made", async () => {
    const { exchange, clock, live, states, events } = await subscribed({
      timings: { renewalMs: 30_000, renewalJitterMs: 0 },
    });
    await live(20_000);
    exchange.perform({ action: "refuse" });
    await live(10_000);
    expect(await states.next(is("retrying"))).toMatchObject({ connection: 2, reason: "refused" });
    await live(1_000);
    expect(await states.next(is("retrying"))).toMatchObject({ connection: 3, reason: "refused" });
    exchange.perform({ action: "resume" });
    await live(2_000);
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 4 });
    expect(states.all.some((state) => state.state === "ended" && state.connection === 1)).toBe(false);
    await live(100, 2);
    clock.advance(2_000);
    expect(states.all.at(-1)).toMatchObject({ state: "ended", connection: 1, reason: "renewed" });
    expectNothingLost(events);
  });

  it("stays when the next one is subscribed and delivers nothing", async () => {
    const { exchange, clock, states } = await subscribed({ timings: { renewalMs: 10_000, renewalJitterMs: 0 } });
    clock.advance(10_000);
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 2 });
    exchange.perform({ action: "stall" });
    clock.advance(30_000);
    expect(states.all.some(is("ended"))).toBe(false);
  });

  it("is followed at once by the next one when the exchange ends it in the middle of the overlap", async () => {
    const timings = { renewalMs: 10_000, renewalJitterMs: 0 };
    const { exchange, exchangeClock, live, states } = await subscribed({ timings }, { lifetimeMs: 15_000 });
    await live(10_000);
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 2 });
    exchange.perform({ action: "stall" });
    exchangeClock.advance(5_000);
    expect(await states.next(is("ended"))).toMatchObject({ connection: 1, reason: "closed" });
    exchange.perform({ action: "resume" });
    await live(100);
    expect(names(states)).not.toContain("retrying");
  });

  it("is made again when the exchange ends both in the middle of the overlap", async () => {
    const { exchange, clock, live, states } = await subscribed({ timings: { renewalMs: 10_000, renewalJitterMs: 0 } });
    clock.advance(10_000);
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 2 });
    exchange.perform({ action: "drop" });
    for (let ended = 0; ended < 2; ended += 1) await states.next(is("ended"));
    clock.advance(1_000);
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 3 });
    await live(100);
    expect(states.all.filter(is("retrying"))).toHaveLength(1);
  });
});
