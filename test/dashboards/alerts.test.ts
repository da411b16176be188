import { describe, expect, it } from "vitest";
import { dashboards } from "../../dashboards/index.ts";
import { idOf } from "../../lib/dashboards/identity.ts";
import { panelLink, panelsOf } from "../../lib/dashboards/index.ts";
import { JOBS } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";

const names = [...new Set(rules({ jobs: JOBS }).flatMap(({ alerts }) => alerts.map(({ name }) => name)))];
const watched = (name: string) =>
  dashboards.map((one) => panelsOf(one).filter(({ watchedBy }) => watchedBy.some((watcher) => watcher.name === name)));

describe("an alert", () => {
  it("is one of many", () => {
    expect(names.length).toBeGreaterThan(50);
  });

  it.each(names)("%s is watched by a panel, and by one on a dashboard", (name) => {
    const counts = watched(name).map((panels) => panels.length);
    expect(Math.max(...counts)).toBe(1);
  });

  it.each([
    ["ServiceDown", "quantflow-overview/quantflow-overview", "working"],
    ["HighLatency", "quantflow-overview/quantflow-overview", "websocket-latency"],
    ["LowMessageRate", "quantflow-overview/quantflow-overview", "price-updates"],
    ["HighBacktestDuration", "quantflow-overview/quantflow-overview", "backtest-duration"],
    ["HighMemoryUsage", "quantflow-overview/quantflow-overview", "application-memory"],
    ["ClockSkew", "quantflow-feed/feed", "clock-offset"],
    ["MarketDataLost", "quantflow-feed/feed", "recovery"],
  ])("%s leads to %s, panel %s", (name, dashboard, key) => {
    expect(panelLink(dashboards, { name })).toBe(link(dashboard, key));
  });
});

const link = (dashboard: string, key: string): string => `/d/${dashboard}?viewPanel=panel-${idOf(key)}`;
