import type { Vector } from "../../promql/index.ts";
import type { DrawableUnit, PanelUnit } from "../units.ts";
import { type Described, type DescribedInput, described } from "./described.ts";
import { type Scale, type ScaleInput, scale } from "./drawn.ts";

/** A column of values: one query, asked for the newest sample of each series. */
export interface Column extends Scale {
  readonly title: string;
  readonly promql: string;
}

/** One line for each set of labels that the columns share, newest values only. */
export interface Table extends Described {
  readonly kind: "table";
  /** Labels that make a line, with the heading of their column. */
  readonly labels: readonly { readonly label: string; readonly title: string }[];
  readonly columns: readonly Column[];
}

export const column = <U extends DrawableUnit>(
  title: string,
  { promql, unit }: Vector<string, U>,
  input: ScaleInput<U> = {},
): Column => ({ title, promql, ...scale(unit, input) });

/** A column of PromQL as it stands. */
export const rawColumn = <U extends PanelUnit>(
  title: string,
  promql: string,
  unit: U,
  input: ScaleInput<U> = {},
): Column => ({ title, promql, ...scale(unit, input) });

/** `labels`: label -> heading, in the order of the columns. */
export const table = (
  key: string,
  input: DescribedInput & {
    readonly labels: Readonly<Record<string, string>>;
    readonly columns: readonly [Column, ...Column[]];
  },
): Table => ({
  kind: "table",
  ...described(key, input),
  labels: Object.entries(input.labels).map(([label, title]) => ({ label, title })),
  columns: input.columns,
});
