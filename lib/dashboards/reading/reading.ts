import { type Dashboard, panelsOf, rowsOf } from "../dashboard.ts";
import type { LibraryPanel } from "../panels/library.ts";
import type { Raw } from "../raw.ts";

/** Something of a file that could not be as it stood, and what it was made. */
export interface Repair {
  /** `panel "Latency"`, `variable "job"`, `the dashboard`. */
  readonly where: string;
  /** `has the id 3 of another panel: it is 17 now`. */
  readonly what: string;
}

/** A value that the model has no word for. */
export interface RawPart {
  /** `panel "latency"`: by key. */
  readonly where: string;
  /** Into Grafana's v1 JSON: `options.legend.calcs`. */
  readonly path: string;
  /** `undefined`: what the writer puts there by itself is taken away. */
  readonly value: unknown;
}

/** A dashboard made of Grafana's JSON, with all that a reader of the result should know. */
export interface Reading {
  readonly dashboard: Dashboard;
  readonly repairs: readonly Repair[];
  readonly raw: readonly RawPart[];
}

/** Names that Grafana's JSON does not hold; they come from the code which the JSON was written of. */
export interface Hints {
  /** Of a spec of v2 that stands alone: the resource around it has it. */
  readonly uid?: string;
  /** Keys that panel ids may have been made of. */
  readonly keys?: readonly string[];
  /** Rows and tabs by their headings, in their order; a row without a heading is known by its place alone. */
  readonly rows?: readonly Heading[];
  readonly tabs?: readonly Heading[];
  /** Panels of the library, by uid. */
  readonly library?: readonly LibraryPanel[];
}

export interface Heading {
  readonly key: string;
  readonly title?: string;
}

/** What the code knows of a dashboard that was written of it. */
export const hintsOf = (dashboard: Dashboard): Hints => ({
  uid: dashboard.uid,
  keys: [...panelsOf(dashboard), ...rowsOf(dashboard)].map(({ key }) => key),
  rows: rowsOf(dashboard),
  tabs: dashboard.tabs,
  library: panelsOf(dashboard).flatMap((panel) => (panel.kind === "library" ? [panel.library] : [])),
});

/** Every raw value of a dashboard, in reading order. */
export const rawOf = (dashboard: Dashboard): readonly RawPart[] => [
  ...parts("the dashboard", dashboard.raw),
  ...dashboard.variables.flatMap(({ name, raw }) => parts(`variable "${name}"`, raw)),
  ...dashboard.annotations.flatMap(({ name, raw }) => parts(`annotation "${name}"`, raw)),
  ...dashboard.tabs.flatMap(({ key, raw }) => parts(`tab "${key}"`, raw)),
  ...rowsOf(dashboard).flatMap((row) => [
    ...parts(`row "${row.key}"`, row.raw),
    ...row.panels.flatMap(({ key, raw }) => parts(`panel "${key}"`, raw)),
  ]),
];

const parts = (where: string, raw: Raw | undefined): readonly RawPart[] =>
  Object.entries(raw ?? {}).map(([path, value]) => ({ where, path, value }));
