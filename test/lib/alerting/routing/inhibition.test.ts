import { describe, expect, it } from "vitest";
import { assertAlive, canMatch, type Inhibition } from "../../../../lib/alerting/routing/index.ts";
import { labelled } from "../given.ts";

const alerts = [labelled("Down", "critical", { job: "app" }), labelled("Slow", "warning", { job: "app" })];
const inhibition: Inhibition = {
  name: "down explains slow",
  source: { alertname: "Down" },
  target: { severity: "warning" },
  equal: ["job"],
};

describe("an inhibition", () => {
  it("can match alerts whose constant labels fit and whose series bring the rest", () => {
    expect(canMatch(inhibition, alerts)).toBe(true);
    expect(canMatch({ ...inhibition, source: { alertname: "Down", disk: "a" } }, alerts)).toBe(true);
  });

  it.each<[why: string, change: Partial<Inhibition>]>([
    ["no alert has the labels of its source", { source: { alertname: "Gone" } }],
    ["no alert has the labels of its source", { source: { alertname: "Down", planet: "Mars" } }],
    ["no alert has the labels of its target", { target: { severity: "info" } }],
    ["not every source carries planet", { equal: ["planet"] }],
  ])("is dead when %s", (why, change) => {
    expect(() => assertAlive([{ ...inhibition, ...change }], alerts)).toThrow(
      expect.objectContaining({
        code: "routing/dead-inhibition",
        message: `inhibition "down explains slow" can match nothing: ${why}`,
      }),
    );
  });

  it("is dead when its targets lack what must be equal", () => {
    const bare = { ...inhibition, equal: ["tier"] };
    const sourceOnly = [labelled("Down", "critical", { tier: "one" }), labelled("Slow", "warning")];
    expect(() => assertAlive([bare], sourceOnly)).toThrow("no target carries tier");
  });
});
