import type { PanelUnit } from "../units.ts";
import { type Drawn, type DrawnInput, drawn } from "./drawn.ts";

/** Lines over time. */
export interface TimeSeries extends Drawn {
  readonly kind: "timeseries";
  /** Areas one upon the other: only for parts of a whole. */
  readonly stacked: boolean;
}

export const timeseries = <U extends PanelUnit>(
  key: string,
  input: DrawnInput<U> & { readonly stacked?: boolean },
): TimeSeries => ({ kind: "timeseries", ...drawn(key, input), stacked: input.stacked ?? false });
