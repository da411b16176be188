import { describe, expect, it } from "vitest";
import {
  type PanelReport,
  type Preview,
  Readiness,
} from "../../../../../lib/dashboards/preview/page/src/data/readiness.ts";

const panel = (id: number) => ({ id, title: `Panel ${id}`, type: "stat" });
const drawn = (id: number): PanelReport => ({
  ...panel(id),
  state: "drawn",
  approximate: false,
  series: 1,
  queries: [],
});

function followed() {
  const told: Preview[] = [];
  const readiness = new Readiness((preview) => told.push(preview));
  return { readiness, now: () => told.at(-1) };
}

describe("how far the page is", () => {
  it("is complete when every panel has settled", () => {
    const { readiness, now } = followed();
    readiness.begin("overview", [panel(1), panel(2)]);
    expect(now()).toMatchObject({
      dashboard: "overview",
      complete: false,
      panels: [{ state: "loading" }, { state: "loading" }],
    });
    readiness.report(drawn(1));
    expect(now()?.complete).toBe(false);
    readiness.report({ ...drawn(2), state: "failed" });
    expect(now()?.complete).toBe(true);
  });

  it("waits for the panels of a row that is opened, and remembers the others", () => {
    const { readiness, now } = followed();
    readiness.begin("overview", [panel(1)]);
    readiness.report(drawn(1));
    readiness.begin("overview", [panel(1), panel(2)]);
    expect(now()?.panels.map(({ state }) => state)).toEqual(["drawn", "loading"]);
  });

  it("knows nothing of another dashboard's panels, though they have the same ids", () => {
    const { readiness, now } = followed();
    readiness.begin("overview", [panel(1)]);
    readiness.report(drawn(1));
    readiness.begin("feed", [panel(1)]);
    expect(now()).toMatchObject({ dashboard: "feed", complete: false });
  });

  it("hears nothing of panels that are not shown", () => {
    const { readiness, now } = followed();
    readiness.begin("overview", []);
    readiness.report(drawn(9));
    expect(now()).toEqual({ dashboard: "overview", panels: [], complete: true });
  });
});
