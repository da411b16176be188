/** Where a panel stands among the others. */
export interface PanelPosition {
  /** Key of its row, and its heading where it has one. */
  readonly row: string;
  readonly heading?: string;
  /** The panel before it in the row; undefined: it is the first. */
  readonly after?: string;
  /** Columns and grid units from the row's top left corner. */
  readonly x: number;
  readonly y: number;
}

/** Where a row stands. */
export interface RowPosition {
  readonly tab?: string;
  /** The row before it; undefined: it is the first. */
  readonly after?: string;
}

/** Something that is new or gone, with its place. `value` is the panel, row, variable or annotation. */
export interface Placed<V, P> {
  readonly value: V;
  readonly position: P;
}

export type Noun = "dashboard" | "tab" | "row" | "panel" | "variable" | "annotation";

/** One thing that is not the same in two versions of a dashboard. */
export interface Difference {
  readonly noun: Noun;
  /** Of the panel or row, name of the variable or annotation, uid of the dashboard. */
  readonly key: string;
  /** What a person calls it. */
  readonly name: string;
  /**
   * What differs: a path into its plain value (`title`, `thresholds[0].value`, `queries[1].legend`), `place` for where
   * it stands, `kind` for another kind of panel (both are the whole panel), or `all` for something that is new (`from` is undefined) or gone (`to` is undefined).
   */
  readonly what: string;
  readonly from: unknown;
  readonly to: unknown;
  /** Grafana's id of the unit that numbers are in. */
  readonly unit?: string;
}

/** Two differences speak of the same thing when one's path holds the other's. */
export const overlapping = (one: Difference, other: Difference): boolean =>
  one.noun === other.noun &&
  one.key === other.key &&
  (one.what === "all" || other.what === "all" || within(one.what, other.what) || within(other.what, one.what));

const within = (path: string, outer: string): boolean =>
  path === outer || (path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length)));
