import { describe, expect, it } from "vitest";
import { FeedStatus } from "../../../app/feed/feed-status.ts";
import type { ShardState } from "../../../app/feed/states.ts";

function create() {
  const status = new FeedStatus();
  const tell = (shard: number, connection: number, state: ShardState, at = 0) =>
    status.apply({ ...state, shard, connection, at });
  return { status, tell };
}

const subscribed = (streams: number) => ({ state: "subscribed", streams }) as const;
const ended = { state: "ended", reason: "closed", detail: "" } as const;
const connecting = { state: "connecting", attempt: 0 } as const;

describe("the feed's status", () => {
  it("is not connected before the first connection is subscribed", () => {
    const { status, tell } = create();
    expect([status.shards, status.isConnected, status.connectedSince]).toEqual([0, false, undefined]);
    tell(0, 1, connecting);
    tell(0, 1, { state: "open" });
    expect([status.shards, status.isConnected, status.streams]).toEqual([1, false, 0]);
  });

  it("is connected while every shard is, and adds up their streams", () => {
    const { status, tell } = create();
    tell(0, 1, subscribed(1_024), 10);
    tell(1, 1, connecting);
    expect([status.isConnected, status.connectedShards, status.shards]).toEqual([false, 1, 2]);
    tell(1, 1, subscribed(76), 20);
    expect([status.isConnected, status.connectedShards, status.streams, status.connectedSince]).toEqual([
      true,
      2,
      1_100,
      10,
    ]);
    tell(0, 1, ended);
    expect([status.isConnected, status.connectedShards, status.streams, status.connectedSince]).toEqual([
      false,
      1,
      76,
      20,
    ]);
  });

  it("stays connected while one connection replaces the other, and counts their streams once", () => {
    const { status, tell } = create();
    tell(0, 1, subscribed(4), 10);
    tell(0, 2, connecting);
    tell(0, 2, subscribed(4), 50);
    expect([status.isConnected, status.streams, status.connectedSince]).toEqual([true, 4, 10]);
    tell(0, 1, ended);
    expect([status.isConnected, status.streams, status.connectedSince]).toEqual([true, 4, 50]);
  });

  it("keeps the age of a connection whose streams change", () => {
    const { status, tell } = create();
    tell(0, 1, subscribed(4), 10);
    tell(0, 1, subscribed(5), 90);
    expect([status.streams, status.connectedSince]).toEqual([5, 10]);
  });

  it("forgets a shard that is not needed any more", () => {
    const { status, tell } = create();
    tell(0, 1, subscribed(4));
    tell(1, 1, connecting);
    tell(1, 1, { state: "stopped" });
    expect([status.shards, status.isConnected]).toEqual([1, true]);
    tell(0, 1, { state: "stopped" });
    expect([status.shards, status.isConnected, status.streams]).toEqual([0, false, 0]);
  });
});
