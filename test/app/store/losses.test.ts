import { describe, expect, it } from "vitest";
import { Losses } from "../../../app/store/losses.ts";
import { memoryLog } from "../support/memory-log.ts";
import { openRecorder } from "./records.ts";

describe("rows that are lost", () => {
  it("are counted each, told at the first of a burst, and with their number at its end", () => {
    const log = memoryLog();
    const { recorder, value } = openRecorder();
    const losses = new Losses(recorder, log);
    for (let row = 0; row < 1_000; row += 1) losses.lost("tick", "full", 1);
    losses.lost("candle", "refused", 0);
    losses.over();
    losses.over();
    losses.lost("tick", "full", 5);
    expect(value("quantflow_store_dropped_rows_total", { kind: "tick", reason: "full" })).toBe(1_005);
    expect(log.entries.map(({ level, fields }) => [level, fields])).toEqual([
      ["warn", { kind: "tick", reason: "full", rows: 1 }],
      ["warn", { "tick full": 1_000 }],
      ["warn", { kind: "tick", reason: "full", rows: 5 }],
    ]);
  });

  it("are an error when they are fills", () => {
    const log = memoryLog();
    new Losses(openRecorder().recorder, log).lost("trade", "disk", 1);
    expect(log.entries.map(({ level }) => level)).toEqual(["error"]);
  });
});
