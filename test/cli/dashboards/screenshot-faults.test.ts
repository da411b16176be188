import { describe, expect, it } from "vitest";
import { faultsOf, faultText } from "../../../cli/dashboards/screenshot-faults.ts";
import type { PanelReport } from "../../../cli/dashboards/screenshot-readiness.ts";

const panel = (title: string, more: Partial<PanelReport>): PanelReport => ({
  ...{ id: 1, title, type: "timeseries", state: "drawn", approximate: false, series: 1, queries: [] },
  ...more,
});
const page = (...panels: PanelReport[]) => ({ dashboard: "overview", panels, complete: true });
const nothing = async () => [];

describe("the faults of a page", () => {
  it("are none where every panel is drawn, or empty because all is well", async () => {
    const well = page(panel("Rate", {}), panel("Alerts", { state: "empty", series: 0, expected: true }));
    expect(await faultsOf(well, nothing)).toEqual([]);
  });

  it("name the panel, each query without a result, and why", async () => {
    const queries = [
      { refId: "A", expr: "up", series: 2 },
      { refId: "B", expr: "gone", series: 0 },
    ];
    const [fault, ...others] = await faultsOf(page(panel("Rate", { state: "empty", queries })), nothing);
    expect(others).toEqual([]);
    expect(fault && faultText(fault)).toBe(
      [
        'overview, panel "Rate": has nothing to draw',
        "  never existed: no sample of gone in the last 1d; is it exported, and its target scraped?",
        "    gone",
      ].join("\n"),
    );
  });

  it("repeat what Prometheus said of a query that failed", async () => {
    const queries = [{ refId: "A", expr: "rate(", series: 0, error: "parse error: unclosed left parenthesis" }];
    const [fault] = await faultsOf(page(panel("Rate", { state: "failed", queries })), nothing);
    expect(fault?.queries).toEqual([{ expr: "rate(", why: "parse error: unclosed left parenthesis" }]);
  });

  it("say that there is something by now", async () => {
    const queries = [{ refId: "A", expr: "up", series: 0 }];
    const ask = async () => [{ labels: {}, value: 1 }];
    const [fault] = await faultsOf(page(panel("Rate", { state: "empty", queries })), ask);
    expect(fault?.queries[0]?.why).toBe("there is a value now, and there was none when the page asked");
  });

  it.each(["unsupported", "loading"] as const)("count a panel that is %s", async (state) => {
    expect(await faultsOf(page(panel("Map", { state })), nothing)).toMatchObject([{ panel: "Map", state }]);
  });
});
