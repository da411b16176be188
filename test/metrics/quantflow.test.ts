import { describe, expect, it } from "vitest";
import { metricsOf } from "../../lib/metrics/catalogue.ts";
import * as exchange from "../../metrics/quantflow/exchange.ts";
import * as application from "../../metrics/quantflow/index.ts";

const metrics = [...metricsOf(application), ...metricsOf(exchange)];
const named = metrics.map((metric) => [metric.name, metric] as const);

describe("our metrics", () => {
  it("have names that differ", () => {
    const names = metrics.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it("carry the prefix of the process that exposes them", () => {
    expect(metricsOf(application).filter(({ name }) => !name.startsWith("quantflow_"))).toEqual([]);
    expect(metricsOf(exchange).filter(({ name }) => !name.startsWith("exchange_"))).toEqual([]);
  });

  // https://prometheus.io/docs/practices/naming/
  it.each(named)("%s ends in _total if, and only if, it is a counter", (name, { type }) => {
    expect(name.endsWith("_total")).toBe(type === "counter");
  });

  it.each(named)("%s has its unit in its name, unless it is a count, a state or money", (name, { unit }) => {
    const unnamed = ["items", "boolean", "usdt"].includes(unit);
    const suffix = { timestamp: "_timestamp_seconds", seconds: "_seconds", bytes: "_bytes", ratio: "_ratio" }[
      unit as "seconds"
    ];
    expect(unnamed || name.replace(/_total$/, "").endsWith(suffix)).toBe(true);
  });

  it.each(named)("%s says what it is in a sentence", (_, { help }) => {
    expect(help).toMatch(/^[A-Z0-9].{10,}\.$/s);
  });

  it("have buckets in ascending order", () => {
    for (const metric of metrics) {
      if (metric.type !== "histogram") continue;
      const bounds = metric.buckets.map(({ value }) => value);
      expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    }
  });
});
