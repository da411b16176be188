import { z } from "zod";

/** What `POST /control` takes. Faults last until `resume`; the others happen once. */
export const controlAction = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("stall") }),
  z.strictObject({ action: z.literal("delay"), milliseconds: z.int().min(1).max(600_000) }),
  z.strictObject({ action: z.literal("malformed"), share: z.number().gt(0).max(1) }),
  z.strictObject({ action: z.literal("refuse") }),
  z.strictObject({ action: z.literal("skew"), milliseconds: z.int().min(-3_600_000).max(3_600_000) }),
  z.strictObject({ action: z.literal("rate"), tradesPerSecond: z.number().gt(0).max(1_000) }),
  z.strictObject({ action: z.literal("resume") }),
  z.strictObject({ action: z.literal("drop") }),
  z.strictObject({ action: z.literal("reset") }),
  z.strictObject({ action: z.literal("shutdown") }),
]);

export type ControlAction = z.output<typeof controlAction>;

/** The faults in force. Zero, like false, is none. */
export interface Faults {
  /** Connections stay open and answer, but no market data is sent. */
  readonly stall: boolean;
  /** Milliseconds that every market data frame is held back; at `resume` those held back are sent at once, in order. */
  readonly delay: number;
  /** Share of market data frames that are cut in half. */
  readonly malformed: number;
  /** New connections are answered with 503. */
  readonly refuse: boolean;
  /** Milliseconds by which the exchange's clock is ahead of the machine's. */
  readonly skew: number;
}

export const NO_FAULTS: Faults = { stall: false, delay: 0, malformed: 0, refuse: false, skew: 0 };

/** The faults after an action; actions that happen once leave them as they are. */
export function nextFaults(faults: Faults, action: ControlAction): Faults {
  switch (action.action) {
    case "stall":
      return { ...faults, stall: true };
    case "refuse":
      return { ...faults, refuse: true };
    case "delay":
      return { ...faults, delay: action.milliseconds };
    case "skew":
      return { ...faults, skew: action.milliseconds };
    case "malformed":
      return { ...faults, malformed: action.share };
    case "resume":
      return NO_FAULTS;
    default:
      return faults;
  }
}
