/** What stands in a table's cell; written as HTML by the server and as nodes by the script, from the same values. */
export type Cell =
  /** `detail` stands below it, smaller. */
  | { readonly text: string; readonly tone?: CellTone; readonly detail?: string }
  /** A bar; `value` from 0 to 1. */
  | { readonly progress: number; readonly text: string }
  | { readonly href: string; readonly text: string; readonly label: string }
  /** A button that only the script makes; `id` names what it cancels. */
  | { readonly cancel: string; readonly text: string; readonly label: string };

export type CellTone = "gain" | "loss" | "plain" | "late" | "stale" | "fine" | "critical" | "warning" | "quiet";

export interface Row {
  /** Tells a row from the others of its table, whatever changes in it. */
  readonly key: string;
  /** The first names the row. */
  readonly cells: readonly Cell[];
}

export interface Column {
  readonly title: string;
  readonly numeric?: true;
}

export interface Table {
  readonly id: string;
  /** The heading of its section. */
  readonly title: string;
  /** What it shows, for who cannot see it. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** What stands in place of rows. */
  readonly empty: string;
}
