import { describe, expect, it } from "vitest";
import {
  labelFilter,
  listedAlerts,
  watchersIn,
  watchesOf,
} from "../../../../../lib/dashboards/preview/page/src/data/alerts.ts";
import type {
  ActiveAlert,
  AlertState,
  RuleGroups,
} from "../../../../../lib/dashboards/preview/page/src/data/prometheus.ts";

const active = (state: AlertState, severity: string, job = "api"): ActiveAlert => ({
  labels: { severity, job },
  annotations: {},
  state,
  value: "1",
});
const rule = (name: string, state: AlertState, ...alerts: ActiveAlert[]) =>
  ({ type: "alerting", name, state, labels: {}, annotations: {}, alerts }) as const;
const rules: RuleGroups = {
  groups: [
    {
      name: "g",
      rules: [
        { type: "recording", name: "a:b" },
        rule("Slow", "pending", active("pending", "warning")),
        rule("Down", "firing", active("firing", "critical", "db"), active("pending", "critical")),
        rule("Fine", "inactive"),
        rule("Watchdog", "firing", active("firing", "none")),
        rule("Loud", "firing", active("firing", "warning")),
      ],
    },
  ],
};

describe("the alerts that watch a panel", () => {
  it("stand at the end of its description", () => {
    expect(watchersIn("Text (not one).\n\nWatched by Slow (warning) at 0.5, Down (critical).")).toEqual([
      { name: "Slow", severity: "warning" },
      { name: "Down", severity: "critical" },
    ]);
    expect(watchersIn("Nothing watches.")).toEqual([]);
    expect(watchersIn("Text.\n\nWatched by Watchdog (none).")).toEqual([]);
  });

  it("have their rule's state, the most urgent first", () => {
    const text = "Watched by Fine (warning), Gone (warning), Slow (warning), Down (critical).";
    expect(watchesOf(text, rules).map(({ name, state }) => `${name} ${state}`)).toEqual([
      "Down firing",
      "Slow pending",
      "Gone missing",
      "Fine inactive",
    ]);
  });
});

describe("the list of alerts", () => {
  it("has what fires or is pending, the most severe first", () => {
    const admits = labelFilter('{severity!="none"}') ?? (() => true);
    expect(listedAlerts(rules, admits).map(({ name, state }) => `${name} ${state}`)).toEqual([
      "Down firing",
      "Down pending",
      "Loud firing",
      "Slow pending",
    ]);
  });
});

describe("a filter of labels", () => {
  it.each([
    ["", { a: "x" }, true],
    ['{a="x"}', { a: "x" }, true],
    ['{a="x", b!~"y|z"}', { a: "x", b: "z" }, false],
    ['{b!=""}', { a: "x" }, false],
    ['{a=~"x.*"}', { a: "xyz" }, true],
    ['{a=~"x"}', { a: "xyz" }, false],
    ['{a="x,y"}', { a: "x,y" }, true],
  ])("%s of %j is %s", (text, labels, expected) => {
    expect(labelFilter(text)?.(labels)).toBe(expected);
  });

  it("that cannot be read is none", () => {
    expect(labelFilter("{a=x}")).toBeUndefined();
  });
});
