import type { Alert } from "../alerting/rules/alert.ts";
import type { Quantity } from "../metrics/units.ts";
import { DEFAULT_WIDTH } from "./defaults.ts";
import type { Query } from "./query.ts";
import type { DrawableUnit } from "./units.ts";

/** Columns of Grafana's 24-column grid. */
export type Width = 4 | 6 | 8 | 12 | 16 | 18 | 20 | 24;

interface Described {
  readonly title: string;
  /** What it shows, and what to think when it looks wrong. */
  readonly description: string;
  readonly width: Width;
  /** The alerts that judge what is drawn; their links lead here. */
  readonly watchedBy: readonly Alert[];
}

interface Drawn extends Described {
  readonly unit: DrawableUnit;
  readonly queries: readonly Query[];
  /** Green on the good side of all, red on the bad side of all, orange between. */
  readonly thresholds: readonly Quantity<DrawableUnit>[];
  /** Which side of the thresholds is bad: from the last one on, or below the first. */
  readonly bad: "high" | "low";
}

/** Its id, and with it every link to it, follows from `key`: title, order and place may change. */
interface Keyed<K extends string> {
  readonly kind: K;
  readonly key: string;
}
export interface TimeSeries extends Keyed<"timeseries">, Drawn {}
/** The newest value of each series, over a spark line. */
export interface Stat extends Keyed<"stat">, Drawn {}
/** The alerts that fire or are about to. */
export interface AlertList extends Keyed<"alertlist">, Described {}

export type DrawnPanel = TimeSeries | Stat;
export type Panel = DrawnPanel | AlertList;

type Optional = "width" | "watchedBy";
type DescribedInput = Omit<Described, Optional> & Partial<Pick<Described, Optional>>;
/** One unit a panel: `U` comes from the first query only, so that a second unit is an error and not a union. */
type DrawnInput<U extends DrawableUnit> = DescribedInput & {
  readonly queries: readonly [Query<U>, ...Query<NoInfer<U>>[]];
  readonly thresholds?: readonly Quantity<NoInfer<U>>[];
  readonly bad?: Drawn["bad"];
};

const described = { width: DEFAULT_WIDTH, watchedBy: [] } as const;

const drawn =
  <const K extends DrawnPanel["kind"]>(kind: K) =>
  <U extends DrawableUnit>(key: string, input: DrawnInput<U>): Keyed<K> & Drawn => ({
    ...described,
    thresholds: [],
    bad: "high",
    ...input,
    unit: input.queries[0].expression.unit,
    kind,
    key,
  });

export const timeseries = drawn("timeseries");
export const stat = drawn("stat");
export const alertList = (key: string, input: DescribedInput): AlertList => ({
  ...described,
  ...input,
  kind: "alertlist",
  key,
});
