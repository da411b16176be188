import { grafanaUnit, type PanelUnit } from "../units.ts";
import { type Drawn, type DrawnInput, drawn } from "./drawn.ts";

/** How many observations fell into each bucket of a histogram over time; its queries are by `le`. */
export interface Heatmap extends Drawn {
  readonly kind: "heatmap";
  /** Grafana's id of the unit of the buckets' bounds; `unit` is that of the counts in them. */
  readonly boundUnit: string;
}

export const heatmap = <U extends PanelUnit>(
  key: string,
  { boundUnit, ...input }: Omit<DrawnInput<U>, "thresholds" | "states" | "bad"> & { readonly boundUnit: PanelUnit },
): Heatmap => ({ kind: "heatmap", ...drawn(key, input), boundUnit: grafanaUnit(boundUnit) });
