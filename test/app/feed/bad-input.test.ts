import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocketServer } from "ws";
import { openExchange } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { connect, is, names, STREAMS, subscribed } from "./support.ts";

describe("frames that are no market data", () => {
  it.each([
    ["truncated", "malformed"],
    ["wrong-types", "malformed"],
    ["bad-price", "malformed"],
    ["no-json", "malformed"],
    ["empty", "malformed"],
    ["unknown", "unknown"],
    ["stray-error", "stray"],
    ["stray-answer", "stray"],
  ] as const)("are counted, told once a burst, and the connection goes on: %s", async (frame, outcome) => {
    const { exchange, live, frames, states } = await subscribed();
    for (let again = 0; again < 3; again += 1) exchange.perform({ action: "send", frame });
    await live(100);
    expect(frames.all.filter((one) => one === outcome)).toHaveLength(3);
    expect(states.all.filter(is("bad-frames"))).toMatchObject([{ outcome, shard: 0, connection: 1 }]);
    expect(frames.all).toContain("applied");
    expect(states.all.some(is("ended"))).toBe(false);
  });

  it("are told again when a minute has passed without one", async () => {
    const { exchange, live, clock, states } = await subscribed({ timings: { silenceMs: 1e9, pingMs: 1e9 } });
    for (const seconds of [0, 30, 61]) {
      clock.advance(seconds * 1_000);
      exchange.perform({ action: "send", frame: "no-json" });
      await live(100);
    }
    expect(states.all.filter(is("bad-frames"))).toHaveLength(2);
  });

  it("are counted one by one when every frame is cut in half", async () => {
    const { exchange, exchangeClock, live, frames, states } = await subscribed();
    exchange.perform({ action: "malformed", share: 1 });
    exchangeClock.advance(500);
    exchange.perform({ action: "resume" });
    await live(500);
    expect(frames.all.filter((outcome) => outcome === "malformed")).toHaveLength(10);
    expect(states.all.some(is("ended"))).toBe(false);
  });

  it("end the connection when they are over 4 MiB, at once, and it is made again", async () => {
    const { exchange, clock, states } = await subscribed();
    exchange.perform({ action: "send", frame: "huge" });
    expect(await states.next(is("ended"))).toMatchObject({ reason: "oversized", detail: "frame over 4194304 bytes" });
    clock.advance(500);
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 2 });
  });
});

describe("bytes that are no frames", () => {
  it("end the connection at once, and it is made again", async () => {
    const server = createServer();
    const sockets = new WebSocketServer({ noServer: true });
    server.on("upgrade", (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, () => socket.write(Buffer.from([0xff, 0xff, 0xff]))),
    );
    onTestFinished(() => void server.close());
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { states, clock } = connect(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/stream`);
    expect(await states.next(is("ended"))).toMatchObject({ reason: "invalid" });
    clock.advance(500);
    expect(await states.next(is("ended"))).toMatchObject({ reason: "invalid", connection: 2 });
  });
});

/** A client of an exchange that refuses streams, both clocks a quarter of a second further after each answer. */
async function refusing(containing: string, anonymous: boolean) {
  const exchangeClock = new FakeClock();
  const { exchange, url } = await openExchange(exchangeClock);
  exchange.perform({ action: "reject", containing, anonymous });
  const feed = connect(url);
  const answers = async (count: number) => {
    for (let answer = 0; answer < count; answer += 1) {
      await feed.frames.next((outcome) => outcome === "control");
      exchangeClock.advance(250);
      feed.clock.advance(250);
    }
  };
  return { exchange, exchangeClock, answers, ...feed };
}

describe("streams that the exchange refuses", () => {
  it.each([false, true])(
    "are found and told, and the others are subscribed (error without id: %s)",
    async (anonymous) => {
      const { answers, states } = await refusing("miniTicker", anonymous);
      await answers(5);
      expect(states.all.filter(is("streams-refused"))).toMatchObject([
        {
          streams: ["btcusdt@miniTicker"],
          code: 2,
          message: "Invalid request: cannot subscribe to `btcusdt@miniTicker`",
        },
      ]);
      expect(states.all.find(is("subscribed"))).toMatchObject({ streams: 3 });
    },
  );

  it("end the connection when they are all, and are asked for again later", async () => {
    const { exchange, exchangeClock, answers, clock, states } = await refusing("btc", false);
    await answers(7);
    expect(states.all.filter(is("streams-refused"))).toHaveLength(STREAMS.length);
    expect(states.all.find(is("ended"))).toMatchObject({
      reason: "refused",
      detail: "the exchange refused every stream",
    });
    exchange.perform({ action: "resume" });
    exchangeClock.advance(1_000);
    clock.advance(500);
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 2, streams: 4 });
  });
});

describe("clocks that jump", () => {
  it("end no connection and start none: liveness is by the clock that never goes back", async () => {
    const { exchangeClock, clock, states, events } = await subscribed();
    for (const by of [86_400_000, -2 * 86_400_000]) {
      clock.jump(by);
      exchangeClock.advance(100);
      clock.advance(100);
      expect(await events.next(({ kind }) => kind === "trade")).toMatchObject({ receivedAt: clock.now() });
    }
    expect(names(states)).toEqual(["connecting", "open", "subscribed"]);
  });
});
