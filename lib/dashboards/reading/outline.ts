import { type Dashboard, plainDashboard, type Row, type Tab } from "../dashboard.ts";
import type { Place } from "../layout.ts";
import type { LibraryPanel } from "../panels/library.ts";
import type { Panel } from "../panels/panel.ts";
import type { References } from "../references.ts";
import { readPanel } from "../v1/panels/reader.ts";
import { readHeading } from "../v1/row.ts";
import { readSettings } from "../v1/settings.ts";
import { renamed } from "../v2/layout-check.ts";
import type { Json } from "./json.ts";
import { Keys } from "./keys.ts";
import { flows, packed } from "./places.ts";
import { type Hints, type Reading, type Repair, rawOf } from "./reading.ts";

/** What both of Grafana's formats say, every part in v1's words: what stands where, and what is its own of each. */
export interface Outline {
  readonly uid: string;
  /** Everything but the panels. */
  readonly settings: Json;
  /** Rows, or tabs of rows. */
  readonly rows: readonly RowOutline[];
  readonly tabs: readonly TabOutline[];
  /** A layout of v2 that neither rows nor tabs can say; they are near it. */
  readonly layout?: unknown;
  readonly repairs: readonly Repair[];
}

export interface RowOutline {
  /** Undefined: no heading. */
  readonly title?: string;
  readonly collapsed: boolean;
  readonly id?: number;
  /** The heading, without id and place. */
  readonly json: Json;
  readonly panels: readonly PanelOutline[];
}

export interface TabOutline {
  readonly title: string;
  /** As v2 has it, without its layout. */
  readonly json: Json;
  readonly rows: readonly RowOutline[];
}

export interface PanelOutline {
  /** Undefined: none that could be kept. */
  readonly id?: number;
  /** Its name in v2. */
  readonly name?: string;
  /** Relative to the top of its row, or to anything that is the same for all panels of the row. */
  readonly at: Place;
  /** v1 JSON, without id and place. */
  readonly json: Json;
}

/** The model of an outline; total, as an outline is whole. */
export function readOutline(outline: Outline, references: References, hints: Hints): Reading {
  const rows = [...outline.rows, ...outline.tabs.flatMap((tab) => tab.rows)];
  const keys = new Keys(
    hints,
    [...rows, ...rows.flatMap(({ panels }) => panels)].map(({ id }) => id),
  );
  const read: Reader = { keys, references, library: hints.library ?? [], names: new Map() };
  const { raw, ...settings } = readSettings(outline.uid, outline.settings, references);
  const [ownRows, tabs] = [
    outline.rows.map((row) => readRow(row, read)),
    outline.tabs.map((tab) => readTab(tab, read)),
  ];
  const whole = outline.layout === undefined ? raw : { ...raw, "v2.layout": renamed(outline.layout, read.names) };
  const dashboard: Dashboard = {
    ...plainDashboard({ uid: outline.uid, ...settings }),
    rows: ownRows,
    tabs,
    ...(whole && { raw: whole }),
  };
  return { dashboard, repairs: outline.repairs, raw: rawOf(dashboard) };
}

interface Reader {
  readonly keys: Keys;
  readonly references: References;
  readonly library: readonly LibraryPanel[];
  /** Names in v2 -> keys. */
  readonly names: Map<string, string>;
}

const readTab = ({ title, json, rows }: TabOutline, read: Reader): Tab => ({
  key: read.keys.tab(title),
  title,
  rows: rows.map((row) => readRow(row, read)),
  ...(Object.keys(json).length > 0 && { raw: json }),
});

function readRow(row: RowOutline, read: Reader): Row {
  const { key, id } = read.keys.row(row.title, row.id);
  return {
    key,
    ...(row.title !== undefined && { title: row.title }),
    ...(row.collapsed && { collapsed: true }),
    ...(id !== undefined && { id }),
    ...readHeading(row),
    panels: readPanels(row.panels, read),
  };
}

/** Panels carry their places only where they would not come to stand there by themselves. */
function readPanels(panels: readonly PanelOutline[], { keys, references, library, names }: Reader): readonly Panel[] {
  const placed = packed(panels);
  const flowing = flows(placed.map(({ at }) => at));
  return placed.map(({ id, name, at, json }) => {
    const named = keys.panel(typeof json["title"] === "string" ? json["title"] : "", id, name);
    names.set(name ?? `panel-${id}`, named.key);
    return readPanel({ ...named, width: at.w, height: at.h, ...(!flowing && { at }) }, json, references, library);
  });
}
