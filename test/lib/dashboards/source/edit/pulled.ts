import { beforeAll, expect } from "vitest";
import { differences, patched } from "../../../../../lib/dashboards/diff/index.ts";
import { type Dashboard, type Panel, panelsOf } from "../../../../../lib/dashboards/index.ts";
import { edit, type Outcome } from "../../../../../lib/dashboards/source/edit/index.ts";
import { dashboardOf, diffOf, shopProject, sourcesOf } from "./project.ts";

interface Told {
  readonly diff: string;
  readonly outcomes: readonly Outcome[];
}

let root: string;
let code: Dashboard;

beforeAll(async () => {
  root = shopProject();
  code = await dashboardOf(root);
});

/** Edits the shop as somebody did in Grafana; what the edited code makes is checked against what was wanted. */
export async function pulled(change: (dashboard: Dashboard) => Dashboard): Promise<Told> {
  const found = differences(code, change(code));
  const { files, outcomes } = edit(sourcesOf(root), code, found);
  const written = outcomes.filter(({ kind }) => kind === "written").map(({ difference }) => difference);
  expect(differences(patched(code, written), await dashboardOf(root, files))).toEqual([]);
  return { diff: await diffOf(root, files), outcomes };
}

export const withPanel = (key: string, change: (panel: Panel) => object) => (dashboard: Dashboard) => ({
  ...dashboard,
  rows: dashboard.rows.map((row) => ({
    ...row,
    panels: row.panels.map((panel) => (panel.key === key ? ({ ...panel, ...change(panel) } as Panel) : panel)),
  })),
});

/** Panels by row, as somebody arranged them. */
export const arranged =
  (...rows: readonly (readonly string[])[]) =>
  (dashboard: Dashboard) => ({
    ...dashboard,
    rows: dashboard.rows.map((row, at) => ({
      ...row,
      panels: (rows[at] ?? []).flatMap((key) => panelsOf(dashboard).filter((panel) => panel.key === key)),
    })),
  });

export const diff = async (change: (dashboard: Dashboard) => Dashboard) => (await pulled(change)).diff;
export const reasons = async (change: (dashboard: Dashboard) => Dashboard) =>
  (await pulled(change)).outcomes.map((one) =>
    one.kind === "refused" ? `${one.refusal.source}: ${one.refusal.why}` : one.kind,
  );
