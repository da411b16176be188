import { STAT_HEIGHT } from "../defaults.ts";
import type { PanelUnit } from "../units.ts";
import { type Drawn, type DrawnInput, drawn } from "./drawn.ts";

/** The newest value of each series, over a spark line. */
export interface Stat extends Drawn {
  readonly kind: "stat";
}

export const stat = <U extends PanelUnit>(key: string, input: DrawnInput<U>): Stat => ({
  kind: "stat",
  ...drawn(key, { height: input.at?.h ?? STAT_HEIGHT, ...input }),
});
