import { grafanaUnit, type PanelUnit } from "../units.ts";
import { type Drawn, type DrawnInput, drawn } from "./drawn.ts";

/** How many observations fell into each bucket of a histogram over time; its queries are by `le`. */
export interface Heatmap extends Drawn {
  readonly kind: "heatmap";
  /** Grafana's id of the unit of the buckets' bounds; `unit` is that of the counts in them. */
  readonly boundUnit: string;
  /** Grafana's heatmap knows no such text. */
  readonly whenEmpty?: undefined;
}

/** What a heatmap does not judge, and does not say. */
type Judged = "thresholds" | "states" | "bad" | "whenEmpty";

export function heatmap<U extends PanelUnit>(
  key: string,
  { boundUnit, ...input }: Omit<DrawnInput<U>, Judged> & { readonly boundUnit: PanelUnit },
): Heatmap {
  const { whenEmpty: _, ...rest } = drawn(key, input);
  return { kind: "heatmap", ...rest, boundUnit: grafanaUnit(boundUnit) };
}
