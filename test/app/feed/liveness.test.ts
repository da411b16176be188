import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { connect, is, names, subscribed } from "./support.ts";

const PING_MS = 20_000;

describe("a connection that is dead", () => {
  it("ends after 45 s without a frame, though its socket stays open", async () => {
    const { exchange, clock, states } = await subscribed();
    exchange.perform({ action: "stall" });
    clock.advance(44_999);
    expect(states.all.some(is("ended"))).toBe(false);
    clock.advance(1);
    expect(states.all.find(is("ended"))).toMatchObject({ reason: "silent", detail: "no frame for 45000 ms" });
  });

  it("is replaced within a second of being seen", async () => {
    const { exchange, clock, states } = await subscribed({ timings: { pingMs: 1e9 } });
    exchange.perform({ action: "stall" });
    clock.advance(45_000);
    expect(states.all.at(-1)).toMatchObject({ state: "retrying", attempt: 1, delayMs: 500, reason: "silent" });
    clock.advance(500);
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 2, streams: 4 });
  });

  it("is measured from the last frame", async () => {
    const { live, clock, states } = await subscribed({ timings: { pingMs: 1e9 } });
    clock.advance(30_000);
    await live(100);
    clock.advance(44_000);
    expect(states.all.some(is("ended"))).toBe(false);
    clock.advance(1_000);
    expect(states.all.at(-1)).toMatchObject({ state: "retrying", reason: "silent" });
  });

  it("is seen when the exchange is frozen: no frame, no ping, no answer to the next handshake", async () => {
    const { exchange, exchangeClock, clock, states } = await subscribed();
    exchange.perform({ action: "freeze" });
    exchangeClock.advance(45_000);
    clock.advance(45_000);
    expect(states.all.find(is("ended"))).toMatchObject({ connection: 1, reason: "silent", at: clock.now() });
    clock.advance(500);
    clock.advance(10_000);
    expect(states.all.at(-1)).toMatchObject({
      state: "retrying",
      reason: "refused",
      detail: "no handshake within 10000 ms",
    });
    exchange.perform({ action: "resume" });
    clock.advance(1_000);
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 3 });
  });

  it("is not one whose frames we had no time to read", async () => {
    const { exchangeClock, clock, states } = await subscribed();
    clock.block(60_000);
    exchangeClock.advance(60_000);
    clock.advance(0);
    await states.next((state) => state.state === "control-sent" && state.frame === "pong");
    clock.advance(1_000);
    expect(names(states)).toEqual(["connecting", "open", "subscribed"]);
  });
});

describe("pings that stay away", () => {
  it("are missed one by one, and at 45 s the connection is replaced while its prices go on", async () => {
    const { exchange, live, states, events } = await subscribed();
    exchange.perform({ action: "mute" });
    for (let half = 0; half < 45; half += 1) await live(500);
    expect(states.all.at(-1)).toMatchObject({ state: "ping-missed", missed: 1 });
    for (let half = 0; half < 44; half += 1) await live(500);
    expect(states.all.some(is("renewing"))).toBe(false);
    await live(500);
    expect(states.all.find(is("renewing"))).toMatchObject({ reason: "pings", connection: 1 });
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 2 });
    await live(100, 2);
    await live(2_000);
    expect(await states.next(is("ended"))).toMatchObject({ connection: 1, reason: "renewed" });
    const ids = new Set(events.all.flatMap((event) => (event.kind === "trade" ? [event.id] : [])));
    expect(ids.size).toBe(Math.max(...ids));
  });

  it("are none while they come each 20 s, whatever the minute", async () => {
    const { live, states } = await subscribed();
    for (let ping = 0; ping < 6; ping += 1) {
      await live(PING_MS);
      await states.next((state) => state.state === "control-sent" && state.frame === "pong");
    }
    expect(names(states)).toEqual(["connecting", "open", "subscribed"]);
  });
});

describe("an exchange that does not speak", () => {
  it("is given up when it takes the connection and never shakes hands", async () => {
    const server = createServer();
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    onTestFinished(() => void server.close());
    const { clock, states } = connect(`ws://127.0.0.1:${port}/stream`);
    const [peer] = (await once(server, "connection")) as [Socket];
    const gone = once(peer.resume(), "close");
    clock.advance(10_000);
    expect(states.all.at(-1)).toMatchObject({
      state: "retrying",
      reason: "refused",
      detail: "no handshake within 10000 ms",
    });
    await gone;
  });

  it("is given up when it takes the request and never answers it", async () => {
    const { exchange, url } = await subscribed();
    exchange.perform({ action: "ignore" });
    const { clock, states } = connect(url);
    await states.next(is("control-sent"));
    clock.advance(9_999);
    expect(states.all.some(is("ended"))).toBe(false);
    clock.advance(1);
    expect(states.all.at(-1)).toMatchObject({
      state: "retrying",
      reason: "unanswered",
      detail: "SUBSCRIBE 1 was not answered within 10000 ms",
    });
  });
});
