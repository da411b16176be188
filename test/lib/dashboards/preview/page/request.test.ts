import { describe, expect, it } from "vitest";
import type { PanelJson, TargetJson } from "../../../../../lib/dashboards/preview/page/src/data/dashboard.ts";
import { fixed } from "../../../../../lib/dashboards/preview/page/src/data/interpolate.ts";
import { requestsOf } from "../../../../../lib/dashboards/preview/page/src/data/request.ts";

const asked = {
  span: { from: 1_000_000_007_000, to: 1_000_003_607_000 },
  width: 600,
  scrapeInterval: 15_000,
  variables: fixed({ job: "api", step: "2m" }),
  offset: 0,
};
const panel = (...targets: TargetJson[]): PanelJson => ({
  id: 1,
  type: "timeseries",
  gridPos: { x: 0, y: 0, w: 12, h: 8 },
  targets,
});
const one = (target: Partial<TargetJson>, more: Partial<PanelJson> = {}, change = {}) =>
  requestsOf({ ...panel({ refId: "A", expr: "up", ...target }), ...more }, { ...asked, ...change })[0];

describe("a panel's request", () => {
  it("is a range of points that fall on the step", () => {
    expect(one({ legendFormat: "{{job}} of $job" })).toEqual({
      refId: "A",
      expr: "up",
      kind: "range",
      span: { from: 1_000_000_005_000, to: 1_000_003_605_000 },
      step: 15_000,
      legend: "{{job}} of api",
      format: "time_series",
    });
  });

  it("knows Grafana's own variables and the dashboard's", () => {
    const expr = 'rate(x{job="$job"}[$__rate_interval]) + y[$__interval] + z[$__range] + ${__range_s} + $__interval_ms';
    expect(one({ expr })?.expr).toBe('rate(x{job="api"}[1m]) + y[15s] + z[3600s] + 3600 + 15000');
  });

  it("widens the rate interval with the time range", () => {
    const week = { from: asked.span.to - 7 * 86_400_000, to: asked.span.to };
    expect(one({ expr: "$__interval $__rate_interval" }, {}, { span: week })?.expr).toBe("15m 915s");
  });

  it("has no point closer than the panel or the target allows", () => {
    expect(one({}, { interval: "1m" })?.step).toBe(60_000);
    expect(one({ interval: "$step" })?.step).toBe(120_000);
    expect(one({ interval: "$__interval" })?.step).toBe(15_000);
    expect(one({}, { maxDataPoints: 60 })?.step).toBe(60_000);
  });

  it("counts a target's own shortest step as its scrape interval", () => {
    expect(one({ expr: "$__rate_interval", interval: "1m" })?.expr).toBe("4m");
  });

  it("at an instant asks for now, not for a step before it", () => {
    expect(one({ instant: true, range: false })).toMatchObject({ kind: "instant", span: asked.span });
  });

  it("may be two: a range and an instant", () => {
    const both = requestsOf(panel({ refId: "A", expr: "up", range: true, instant: true }), asked);
    expect(both.map(({ kind }) => kind)).toEqual(["range", "instant"]);
  });

  it("is none of a hidden or an empty target", () => {
    expect(
      requestsOf(panel({ refId: "A", expr: "up", hide: true }, { refId: "B", expr: " " }, { refId: "C" }), asked),
    ).toEqual([]);
  });
});
