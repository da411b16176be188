import type { DashboardJson, PanelJson } from "./dashboard.ts";

/** A row's heading and the panels below it, each placed from the section's own top. */
export interface Section {
  /** Undefined above the first heading. */
  readonly row?: PanelJson;
  readonly collapsed: boolean;
  readonly panels: readonly PanelJson[];
}

/** A dashboard's panels by row, from top to bottom. A collapsed row holds its panels itself. */
export function sectionsOf({ panels = [] }: DashboardJson): readonly Section[] {
  const rows = panels.filter(({ type }) => type === "row").sort(byPlace);
  const others = panels.filter(({ type }) => type !== "row").sort(byPlace);
  const tops = rows.map(({ gridPos }) => gridPos.y);
  const between = (from: number, to: number) => others.filter(({ gridPos: { y } }) => y >= from && y < to);
  const first = between(Number.NEGATIVE_INFINITY, tops[0] ?? Number.POSITIVE_INFINITY);
  const sections = rows.map((row, at): Section => {
    const below = between(tops[at] ?? 0, tops[at + 1] ?? Number.POSITIVE_INFINITY);
    return { row, collapsed: row.collapsed === true, panels: fromTop([...below, ...(row.panels ?? [])]) };
  });
  return [...(first.length > 0 ? [{ collapsed: false, panels: fromTop(first) }] : []), ...sections];
}

/** The panel of an id, wherever it stands. */
export const panelIn = ({ panels = [] }: DashboardJson, id: number): PanelJson | undefined =>
  panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]).find((panel) => panel.id === id && panel.type !== "row");

const byPlace = (a: PanelJson, b: PanelJson): number => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x;

function fromTop(panels: readonly PanelJson[]): readonly PanelJson[] {
  const top = Math.min(...panels.map(({ gridPos }) => gridPos.y));
  return panels.map((panel) => ({ ...panel, gridPos: { ...panel.gridPos, y: panel.gridPos.y - top } }));
}
