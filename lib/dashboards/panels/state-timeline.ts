import type { PanelUnit } from "../units.ts";
import { type Drawn, type DrawnInput, drawn, type State } from "./drawn.ts";

/** One band a series, coloured by its state over time: up or down, connected or not. */
export interface StateTimeline extends Drawn {
  readonly kind: "state-timeline";
}

export const stateTimeline = <U extends PanelUnit>(
  key: string,
  input: DrawnInput<U> & { readonly states: readonly [State, ...State[]] },
): StateTimeline => ({ kind: "state-timeline", ...drawn(key, input) });
