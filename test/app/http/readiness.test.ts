import { describe, expect, it } from "vitest";
import { FeedHealth } from "../../../app/feed/feed-health.ts";
import { readiness } from "../../../app/http/readiness.ts";
import { FakeClock } from "../support/fake-clock.ts";

describe("readiness", () => {
  it("is ready with a live feed and every store", () => {
    expect(readiness({ feed: "ok", draining: false, stores: { redis: true } })).toEqual({
      status: "ready",
      checks: { feed: "ok", shutdown: "ok", redis: "ok" },
    });
  });

  it("is degraded while a store is down, because trading goes on", () => {
    expect(readiness({ feed: "ok", draining: false, stores: { redis: true, timescaledb: false } })).toEqual({
      status: "degraded",
      checks: { feed: "ok", shutdown: "ok", redis: "ok", timescaledb: "down" },
    });
  });

  it.each(["disconnected", "stale"] as const)("is unready while the feed is %s", (feed) => {
    expect(readiness({ feed, draining: false, stores: {} }).status).toBe("unready");
  });

  it("is unready while it drains", () => {
    expect(readiness({ feed: "ok", draining: true, stores: {} })).toMatchObject({
      status: "unready",
      checks: { shutdown: "draining" },
    });
  });
});

describe("the feed's health", () => {
  it("is ok only while subscribed and fresh", () => {
    const clock = new FakeClock();
    const health = new FeedHealth(clock, 45);
    const first = { shard: 0, connection: 1, at: clock.now() };
    expect(health.verdict()).toBe("disconnected");
    health.state({ ...first, state: "subscribed", streams: 4 });
    expect(health.verdict()).toBe("stale");
    health.applied();
    clock.advance(45_000);
    expect(health.verdict()).toBe("ok");
    clock.advance(1);
    expect(health.verdict()).toBe("stale");
    health.applied();
    health.state({ ...first, state: "ended", reason: "closed", detail: "" });
    expect(health.verdict()).toBe("disconnected");
  });
});
