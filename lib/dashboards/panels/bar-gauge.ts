import type { PanelUnit } from "../units.ts";
import { type Drawn, type DrawnInput, drawn } from "./drawn.ts";

/** The newest value of each series as a bar between `min` and `max`: how much of a limit is used. */
export interface BarGauge extends Drawn {
  readonly kind: "bargauge";
}

export const barGauge = <U extends PanelUnit>(key: string, input: DrawnInput<U>): BarGauge => ({
  kind: "bargauge",
  ...drawn(key, input),
});
