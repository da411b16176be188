import { describe, expect, it } from "vitest";
import { feedLog } from "../../../app/feed/feed-log.ts";
import type { ShardState } from "../../../app/feed/states.ts";
import { memoryLog } from "../support/memory-log.ts";

const told = { shard: 0, connection: 1, at: 0 } as const;

describe("the feed's log", () => {
  it.each([
    [{ state: "subscribed", streams: 4 }, "info"],
    [{ state: "renewed", reason: "age" }, "info"],
    [{ state: "control-sent", frame: "pong" }, "debug"],
    [{ state: "bad-frames", outcome: "malformed" }, "warn"],
    [{ state: "streams-refused", streams: ["a"], code: 2, message: "no" }, "warn"],
    [{ state: "ping-missed", missed: 1 }, "warn"],
    [{ state: "held", delayMs: 9 }, "warn"],
  ] satisfies readonly (readonly [ShardState, string])[])("writes %j as %s, with its connection", (state, level) => {
    const log = memoryLog();
    feedLog(log)({ ...state, ...told });
    expect(log.entries).toEqual([{ level, fields: { ...state, ...told }, message: "feed" }]);
  });

  it("says of a retry what the runbook says to look for", () => {
    const log = memoryLog();
    feedLog(log)({ ...told, state: "retrying", attempt: 1, delayMs: 500, reason: "refused", detail: "503" });
    expect(log.entries[0]).toMatchObject({ level: "warn", message: "feed ended; connecting again" });
  });
});
