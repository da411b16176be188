import { describe, expect, it } from "vitest";
import { check } from "../../../../lib/promql/checker/index.ts";
import { waivers } from "../../../../rules/waivers.ts";
import { alerts, ownCatalogue as catalogue, recordings } from "./own.ts";

describe("our own expressions", () => {
  it("are found", () => {
    expect(alerts.length).toBeGreaterThan(40);
  });

  it.each(alerts.map((alert) => [alert.name, alert] as const))(
    "of %s are clean, and are what the builder claims",
    (_, alert) => {
      const { promql, labels, unit } = alert.condition;
      const held = alert.for === undefined ? {} : { for: alert.for.value };
      expect(check(promql, { catalogue, context: "rule", ...held })).toEqual({
        type: "instant vector",
        labels: [...labels].sort(),
        unit,
        problems: [],
      });
    },
  );

  it("of recording rules are the same", () => {
    for (const { record, of } of recordings)
      expect(check(of.promql, { catalogue, context: "rule", waivers: waivers[record] ?? [] })).toEqual({
        ...{ type: "instant vector", labels: [...of.labels].sort(), unit: of.unit },
        problems: [],
      });
  });
});

describe("a thousand expressions", () => {
  it("take about a second of a processor", () => {
    const before = process.cpuUsage();
    for (let index = 0; index < 1000; index++)
      check(alerts[index % alerts.length]?.condition.promql ?? "", { catalogue, context: "rule" });
    const { user, system } = process.cpuUsage(before);
    console.info(`1,000 expressions in ${Math.round((user + system) / 1000)} ms of processor time`);
    // Far above what it takes, so that only a change of order fails.
    expect((user + system) / 1000).toBeLessThan(5000);
  });
});
