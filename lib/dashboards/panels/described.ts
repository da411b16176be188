import type { Alert, Severity } from "../../alerting/rules/alert.ts";
import type { DataLink } from "../data-link.ts";
import { DEFAULT_HEIGHT, DEFAULT_WIDTH } from "../defaults.ts";
import type { Place } from "../layout.ts";
import type { Raw } from "../raw.ts";

/** Columns of Grafana's 24-column grid. */
export type Width =
  | 1
  | 2
  | 3
  | 4
  | 5
  | 6
  | 7
  | 8
  | 9
  | 10
  | 11
  | 12
  | 13
  | 14
  | 15
  | 16
  | 17
  | 18
  | 19
  | 20
  | 21
  | 22
  | 23
  | 24;

/** An alert as a panel knows it. */
export interface Watcher {
  readonly name: string;
  readonly severity: Severity;
}

/** What every panel has. */
export interface Described {
  /** Its id, and with it every link to it, follows from the key: title, order and place may change. */
  readonly key: string;
  readonly title: string;
  /** What it shows, and what to think when it looks wrong. Markdown. */
  readonly description: string;
  readonly width: number;
  /** Grid units of about 30 pixels; the same for all panels of a line. */
  readonly height: number;
  /** The alerts that judge what is drawn; their links lead here. */
  readonly watchedBy: readonly Watcher[];
  /** Where a click on what is drawn leads. */
  readonly links: readonly DataLink[];
  /** What stands in place of "No data" where having none is as it should be; undefined: an empty panel is a fault. */
  readonly whenEmpty?: string;
  /** Only of a panel made elsewhere: an id that does not follow from the key, a place that no flow gives. */
  readonly id?: number;
  /** Relative to the top of its row. All panels of a row have one, or none. */
  readonly at?: Place;
  readonly raw?: Raw;
}

export interface DescribedInput {
  readonly title: string;
  readonly description: string;
  readonly width?: Width;
  readonly height?: number;
  readonly watchedBy?: readonly (Alert | Watcher)[];
  readonly links?: readonly DataLink[];
  readonly whenEmpty?: string;
  readonly id?: number;
  readonly at?: Place;
  readonly raw?: Raw;
}

/** The common part of a panel, with the house's defaults. */
export const described = (key: string, input: DescribedInput): Described => ({
  key,
  title: input.title,
  description: input.description,
  width: input.width ?? input.at?.w ?? DEFAULT_WIDTH,
  height: input.height ?? input.at?.h ?? DEFAULT_HEIGHT,
  watchedBy: (input.watchedBy ?? []).map(({ name, severity }) => ({ name, severity })),
  links: input.links ?? [],
  ...(input.whenEmpty !== undefined && { whenEmpty: input.whenEmpty }),
  ...(input.id !== undefined && { id: input.id }),
  ...(input.at !== undefined && { at: input.at }),
  ...(input.raw !== undefined && { raw: input.raw }),
});
