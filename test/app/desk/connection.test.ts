import { describe, expect, it } from "vitest";
import { Connection } from "../../../app/desk/connection.ts";
import type { FeedVerdict } from "../../../app/feed/feed-health.ts";
import type { ShardState } from "../../../app/feed/states.ts";
import { FakeClock } from "../support/fake-clock.ts";

function open() {
  const clock = new FakeClock(1_000);
  let verdict: FeedVerdict = "ok";
  const connection = new Connection(clock, () => verdict);
  const tell = (state: ShardState, shard = 0) => connection.state({ shard, connection: 1, at: clock.now(), ...state });
  const judge = (now: FeedVerdict) => {
    verdict = now;
  };
  return { clock, connection, tell, judge };
}

describe("the connection on the desk", () => {
  it("connects, is live with its streams, and since when", () => {
    const { clock, connection, tell } = open();
    tell({ state: "connecting", attempt: 0 });
    expect(connection.view()).toEqual({ state: "connecting", since: 1_000, detail: "" });
    clock.advance(500);
    tell({ state: "open" });
    tell({ state: "subscribed", streams: 8 });
    expect(connection.view()).toEqual({ state: "live", since: 1_500, detail: "8 streams" });
    clock.advance(500);
    expect(connection.view().since).toBe(1_500);
  });

  it("is stale while no price comes", () => {
    const { connection, tell, judge } = open();
    tell({ state: "subscribed", streams: 1 });
    judge("stale");
    expect(connection.view()).toMatchObject({ state: "stale", detail: "1 stream" });
  });

  it("tells why it is gone and when it is tried again", () => {
    const { connection, tell } = open();
    tell({ state: "subscribed", streams: 8 });
    tell({ state: "ended", reason: "silent", detail: "no frame for 45 s" });
    tell({ state: "retrying", attempt: 1, delayMs: 1_200, reason: "silent", detail: "no frame for 45 s" });
    expect(connection.view()).toMatchObject({ state: "retrying", detail: "silent; next attempt within 2 s" });
    tell({ state: "connecting", attempt: 1 });
    expect(connection.view()).toMatchObject({ state: "connecting", detail: "attempt 2" });
    tell({ state: "held", delayMs: 60_000 });
    expect(connection.view()).toMatchObject({ state: "retrying", detail: "the exchange asks us to wait 60 s" });
  });

  it("is not live while one of its shards is not", () => {
    const { connection, tell } = open();
    tell({ state: "subscribed", streams: 8 }, 0);
    tell({ state: "connecting", attempt: 0 }, 1);
    expect(connection.view().state).toBe("connecting");
    tell({ state: "subscribed", streams: 4 }, 1);
    expect(connection.view()).toMatchObject({ state: "live", detail: "12 streams" });
  });

  it("is stopped in the end", () => {
    const { connection, tell } = open();
    tell({ state: "subscribed", streams: 8 });
    tell({ state: "stopped" });
    expect(connection.view()).toMatchObject({ state: "stopped", detail: "" });
  });
});
