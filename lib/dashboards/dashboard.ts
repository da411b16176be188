import type { Annotation } from "./annotation.ts";
import { TIME_RANGE } from "./defaults.ts";
import type { Panel } from "./panels/panel.ts";
import type { Raw } from "./raw.ts";
import type { Variable } from "./variable.ts";

/** Panels that belong together, flowing left to right in lines of 24 columns. */
export interface Row {
  readonly key: string;
  /** Undefined: no heading. */
  readonly title?: string;
  /** Shown as its heading alone until somebody opens it. */
  readonly collapsed?: boolean;
  readonly panels: readonly Panel[];
  /** Only of a heading made elsewhere: an id that does not follow from the key. */
  readonly id?: number;
  readonly raw?: Raw;
}

/** Rows that are shown alone. Grafana before 13 has no tabs; there, they follow one another. */
export interface Tab {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly raw?: Raw;
}

export interface Dashboard {
  /** Part of every link to it; never changes. */
  readonly uid: string;
  readonly title: string;
  /** The question that it answers. */
  readonly description: string;
  readonly tags: readonly string[];
  readonly variables: readonly Variable[];
  readonly annotations: readonly Annotation[];
  /** How far back it looks at first: `now-1h`. */
  readonly from: string;
  /** Rows, or tabs of rows; never both. */
  readonly rows: readonly Row[];
  readonly tabs: readonly Tab[];
  readonly raw?: Raw;
}

type Optional = "annotations" | "from" | "rows" | "tabs";
export type DashboardInput = Omit<Dashboard, Optional> & Partial<Pick<Dashboard, Optional>>;

/** A dashboard with its defaults, unchecked: for one that was made elsewhere and is yet to be judged. */
export const plainDashboard = (input: DashboardInput): Dashboard => ({
  annotations: [],
  from: TIME_RANGE.from,
  rows: [],
  tabs: [],
  ...input,
});

/** Every row, in the order in which they are read. */
export const rowsOf = ({ rows, tabs }: Dashboard): readonly Row[] => [...rows, ...tabs.flatMap((tab) => tab.rows)];

export const panelsOf = (dashboard: Dashboard): readonly Panel[] => rowsOf(dashboard).flatMap(({ panels }) => panels);

/** The same for a Grafana without tabs: their rows follow one another, under headings that name the tab. */
export const withoutTabs = (dashboard: Dashboard): Dashboard => ({
  ...dashboard,
  tabs: [],
  rows: [
    ...dashboard.rows,
    ...dashboard.tabs.flatMap(({ title, rows }) =>
      rows.map((row) => ({ ...row, title: row.title === undefined ? title : `${title}: ${row.title}` })),
    ),
  ],
});
