import { describe, expect, it } from "vitest";
import type { PanelJson } from "../../../../../lib/dashboards/preview/page/src/data/dashboard.ts";
import { panelIn, sectionsOf } from "../../../../../lib/dashboards/preview/page/src/data/sections.ts";

const panel = (id: number, y: number, more: Partial<PanelJson> = {}): PanelJson => ({
  id,
  type: "timeseries",
  gridPos: { x: 0, y, w: 12, h: 8 },
  ...more,
});
const row = (id: number, y: number, panels?: readonly PanelJson[]): PanelJson =>
  panel(id, y, { type: "row", collapsed: panels !== undefined, panels: panels ?? [] });

const dashboard = (...panels: PanelJson[]) => ({ uid: "a", title: "A", panels });

describe("a dashboard's sections", () => {
  it("are what stands above the first row, and each row with what is below it, from its own top", () => {
    const sections = sectionsOf(dashboard(row(10, 8), panel(2, 9), panel(1, 0), row(11, 17), panel(3, 18)));
    expect(sections.map((one) => [one.row?.id, one.panels.map(({ id, gridPos }) => [id, gridPos.y])])).toEqual([
      [undefined, [[1, 0]]],
      [10, [[2, 0]]],
      [11, [[3, 0]]],
    ]);
  });

  it("take a collapsed row's panels from the row", () => {
    const [section] = sectionsOf(dashboard(row(10, 0, [panel(5, 1), panel(6, 9)])));
    expect(section).toMatchObject({
      collapsed: true,
      panels: [
        { id: 5, gridPos: { y: 0 } },
        { id: 6, gridPos: { y: 8 } },
      ],
    });
  });

  it("are none of an empty dashboard", () => {
    expect(sectionsOf({ uid: "a", title: "A" })).toEqual([]);
  });
});

describe("a panel by its id", () => {
  it("is found inside a collapsed row, and no row is one", () => {
    const one = dashboard(row(10, 0, [panel(5, 1)]));
    expect(panelIn(one, 5)?.id).toBe(5);
    expect(panelIn(one, 10)).toBeUndefined();
  });
});
