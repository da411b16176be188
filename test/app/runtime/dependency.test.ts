import { describe, expect, it } from "vitest";
import { Dependency } from "../../../app/runtime/dependency.ts";
import { memoryLog } from "../support/memory-log.ts";

function create() {
  const log = memoryLog();
  const changes: boolean[] = [];
  const dependency = new Dependency("timescaledb", log, (up) => changes.push(up));
  return { log, changes, dependency };
}

describe("a dependency", () => {
  it("is not up before it answered", () => {
    expect(create().dependency.up).toBe(false);
  });

  it("tells each change once, and repetitions to who debugs", () => {
    const { dependency, changes, log } = create();
    dependency.failed(new Error("away"));
    dependency.failed(new Error("away"));
    dependency.succeeded();
    dependency.succeeded();
    dependency.failed(new Error("away"));
    expect(changes).toEqual([false, true, false]);
    expect(log.entries.map(({ level }) => level)).toEqual(["warn", "debug", "info", "warn"]);
  });

  it("logs code and message of an error, and nothing else that hangs on it", () => {
    const { dependency, log } = create();
    const error = Object.assign(new Error("password authentication failed"), {
      code: "28P01",
      client: { connectionParameters: { password: "secret" } },
    });
    dependency.failed(error);
    expect(log.entries[0]?.fields).toEqual({
      dependency: "timescaledb",
      code: "28P01",
      problem: "password authentication failed",
    });
  });

  it("tells an error without a message by its code", () => {
    const { dependency, log } = create();
    dependency.failed(Object.assign(new AggregateError([]), { code: "ECONNREFUSED" }));
    expect(log.entries[0]?.fields).toMatchObject({ code: "ECONNREFUSED", problem: "ECONNREFUSED" });
  });
});
