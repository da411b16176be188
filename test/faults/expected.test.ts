import { describe, expect, it } from "vitest";
import { firesWithin, ruleOf, toldWithin } from "../../faults/expected.ts";
import { type Notice, WATCHMAN } from "../../faults/statement.ts";
import type { Alert } from "../../lib/alerting/rules/alert.ts";
import { group } from "../../lib/alerting/rules/group.ts";
import { seconds } from "../../lib/metrics/units.ts";
import { model } from "./model.ts";

// Prose of the times below: environment `fault` scrapes every 3 s and is five times as quick.
const rule = (notice: Notice): Alert => {
  const found = ruleOf(model, notice);
  if (!found) throw new Error(`no ${notice.alert}`);
  return found;
};

describe("how soon a fault has to be told", () => {
  const down: Notice = { alert: "ServiceDown", job: "quantflow" };

  it("is a scrape, `for` and an evaluation until it fires: 3 + 12 + 3", () => {
    expect(firesWithin(down, model)).toBe(18);
  });

  it("is the wait of the group and two seconds more until it is told: 18 + 2 + 2", () => {
    expect(toldWithin(down, "email", model)).toBe(22);
    expect(toldWithin(down, "application", model)).toBe(22);
  });

  it("begins when a scrape can show it", () => {
    const late: Notice = { ...down, after: { lasts: () => seconds(30), because: "a limit of 30 s" } };
    expect(firesWithin(late, model)).toBe(48);
  });

  it("rounds `for` up to an evaluation: 24 s are eight, 20 s would be seven", () => {
    const target: Notice = { alert: "TargetDown", job: "redis" };
    const shorter = { ...rule(target), for: seconds(20) };
    expect(firesWithin(target, model)).toBe(30);
    expect(firesWithin(target, { ...model, groups: [group("availability", [shorter])] })).toBe(27);
  });

  it("waits for as long as the receiver's own route says: a warning's group 6 s by mail, 2 s to the history", () => {
    const late: Notice = { alert: "HighLatency", job: "quantflow" };
    const fires = firesWithin(late, model);
    expect(toldWithin(late, "email", model) - fires).toBe(8);
    expect(toldWithin(late, "application", model) - fires).toBe(4);
  });

  it("is the silence and a look of the watchman where no alert can be told: 84 + 1, and 2 for the mail", () => {
    const silent: Notice = {
      alert: WATCHMAN,
      job: "watchman",
      after: { lasts: () => seconds(84), because: "silence" },
    };
    expect(firesWithin(silent, model)).toBe(85);
    expect(toldWithin(silent, "email", model)).toBe(87);
  });

  it("fails for an alert that there is not", () => {
    const unknown: Notice = { alert: "CatDown", job: "redis" };
    expect(() => firesWithin(unknown, model)).toThrow("CatDown of job redis, and there is no such alert here");
  });

  it("has the rule of the notice's own job", () => {
    expect(rule({ alert: "TargetDown", job: "node" }).labels).toEqual({ job: "node" });
    expect(ruleOf(model, { alert: "TargetDown", job: "nobody" })).toBeUndefined();
  });
});
