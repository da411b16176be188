import { describe, expect, it } from "vitest";
import { explainedFor, type Injected, tells, tellsOfTheMachine, unexplained } from "../../../bench/soak/explained.ts";
import { FAULTS, type Fault } from "../../../bench/soak/faults.ts";
import type { Alarm } from "../../../bench/soak/hearing.ts";
import { SOAKED_RULES } from "../../../bench/soak/monitoring.ts";

const faultOf = (alert: string, job?: string): Fault => {
  const found = FAULTS.find((fault) => fault.alert === alert && (job === undefined || fault.job === job));
  if (found === undefined) throw new Error(`no fault is told by ${alert}`);
  return found;
};
const injected = (alert: string, beganAt: number, endedAt: number): Injected => ({
  ...{ fault: faultOf(alert), beganAt, endedAt, alarm: undefined },
});
const alarm = (name: string, firedAt: number, labels: Alarm["labels"] = {}): Alarm => ({
  ...{ name, labels: { alertname: name, ...labels }, firedAt, toldAt: firedAt + 500, machineLoad: 0 },
});

const ALERTS = SOAKED_RULES.flatMap(({ alerts }) => alerts.map(({ name }) => name));

describe("the faults", () => {
  it("are told by alerts that there are, and explain such alone", () => {
    for (const { alert, explains } of FAULTS) for (const name of [alert, ...explains]) expect(ALERTS).toContain(name);
  });

  it("explain no alert of the application's own end: nothing ends it here", () => {
    for (const { explains } of FAULTS)
      for (const name of ["ServiceDown", "ApplicationCrashed", "FillsLost", "MemoryLeak", "HighMemoryUsage"])
        expect(explains).not.toContain(name);
  });
});

describe("an alert is explained", () => {
  const faults = [injected("DatabaseDown", 100_000, 130_000)];
  const left = (...alarms: readonly Alarm[]) => unexplained(alarms, faults).map(({ name }) => name);

  it("by the fault that it is stated for, or that names it, while that goes on", () => {
    expect(left(alarm("DatabaseDown", 110_000), alarm("RowsDropped", 120_000))).toEqual([]);
  });

  it("not before the fault, nor by one that does not name it", () => {
    expect(left(alarm("DatabaseDown", 99_000), alarm("FeedStale", 110_000))).toEqual(["DatabaseDown", "FeedStale"]);
  });

  it("afterwards for as long as its rule looks back, and no longer", () => {
    const [soon, late] = [130_000 + 30_000, 130_000 + 60_000];
    expect(left(alarm("DatabaseDown", soon), alarm("RowsDropped", late))).toEqual([]);
    expect(left(alarm("DatabaseDown", late))).toEqual(["DatabaseDown"]);
  });

  it("by no fault where none was", () => {
    expect(unexplained([alarm("DatabaseDown", 110_000)], [])).toHaveLength(1);
  });
});

describe("how long an alert is explained for, in seconds", () => {
  const margin = explainedFor("an alert without a rule");

  it.each([
    ["CacheDown", 60, "its `for`"],
    ["RowsDropped", 900, "its window"],
    ["HighLatency", 300 + 60, "its window and its `for`"],
    ["FeedFreshnessBurnsFast", 1_800 + 300, "the quicker side of each pair, with what its recordings look back"],
  ])("%s: a fifth of %i, which is %s", (name, seconds) => {
    expect(explainedFor(name) - margin).toBeCloseTo(seconds / 5, 6);
  });
});

describe("an alert tells of a fault", () => {
  it("of its name, and of its job where one is stated", () => {
    const killed = faultOf("TargetDown", "exchange");
    expect(tells(killed, "TargetDown", { job: "exchange" })).toBe(true);
    expect(tells(killed, "TargetDown", { job: "redis" })).toBe(false);
    expect(tells(killed, "TargetMissing", { job: "exchange" })).toBe(false);
    expect(tells(faultOf("CacheDown"), "CacheDown", { job: "redis" })).toBe(true);
  });
});

describe("an alert tells of a full machine", () => {
  const late = (name: string, machineLoad: number) => tellsOfTheMachine({ ...alarm(name, 0), machineLoad }, 2);

  it("when it is of lateness, and the load is over three a processor", () => {
    expect(late("EventLoopLag", 6.1)).toBe(true);
    expect(late("EventLoopLag", 6)).toBe(false);
    expect(late("HighLatency", 0.5)).toBe(false);
  });

  it("never of what no load of a machine can cause", () => {
    for (const name of ["FillsLost", "TargetDown", "FeedStale", "FeedDisconnected", "DatabaseDown", "MemoryLeak"])
      expect(late(name, 100)).toBe(false);
  });
});
