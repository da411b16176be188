import { z } from "zod";
import type { FAULTS } from "../../metrics/quantflow/exchange.ts";
import { BAD_FRAMES } from "./bad-frames.ts";

const trades = z.int().min(1).max(100_000);

/** What `POST /control` takes. Faults last until `resume`; the others happen once. */
export const controlAction = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("stall") }),
  z.strictObject({ action: z.literal("delay"), milliseconds: z.int().min(1).max(600_000) }),
  z.strictObject({ action: z.literal("malformed"), share: z.number().gt(0).max(1) }),
  z.strictObject({ action: z.literal("refuse") }),
  z.strictObject({ action: z.literal("skew"), milliseconds: z.int().min(-3_600_000).max(3_600_000) }),
  z.strictObject({ action: z.literal("freeze") }),
  z.strictObject({ action: z.literal("mute") }),
  z.strictObject({ action: z.literal("ignore") }),
  z.strictObject({
    action: z.literal("reject"),
    containing: z.string().default(""),
    anonymous: z.boolean().default(false),
  }),
  z.strictObject({ action: z.literal("slam") }),
  z.strictObject({ action: z.literal("ban"), seconds: z.int().min(1).max(86_400) }),
  z.strictObject({ action: z.literal("rate"), tradesPerSecond: z.number().gt(0).max(1_000) }),
  z.strictObject({ action: z.literal("resume") }),
  z.strictObject({ action: z.literal("drop") }),
  z.strictObject({ action: z.literal("reset") }),
  z.strictObject({ action: z.literal("shutdown") }),
  z.strictObject({ action: z.literal("skip"), trades }),
  z.strictObject({ action: z.literal("repeat"), trades }),
  z.strictObject({ action: z.literal("reorder"), trades }),
  z.strictObject({ action: z.literal("send"), frame: z.enum(BAD_FRAMES) }),
]);

export type ControlAction = z.output<typeof controlAction>;

/** Which SUBSCRIBE requests are answered with an error. */
export interface Rejection {
  /** Those with a stream that contains this text. */
  readonly containing: string;
  /** The error does not say which request it answers. */
  readonly anonymous: boolean;
}

/** The faults in force. Zero, like false, is none. */
export interface Faults extends Readonly<Record<(typeof FAULTS)[number], unknown>> {
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
  /** As after SIGSTOP: sockets stay open, nothing is read and nothing sent, not even a pong or a handshake. */
  readonly freeze: boolean;
  /** No pings. */
  readonly mute: boolean;
  /** Requests are carried out and not answered. */
  readonly ignore: boolean;
  readonly reject: Rejection | false;
  /** New connections are closed at once. */
  readonly slam: boolean;
  /** New connections are answered with 418 and this many seconds as `Retry-After`. */
  readonly ban: number;
}

export const NO_FAULTS: Faults = {
  stall: false,
  delay: 0,
  malformed: 0,
  refuse: false,
  skew: 0,
  freeze: false,
  mute: false,
  ignore: false,
  reject: false,
  slam: false,
  ban: 0,
};

/** The faults after an action; actions that happen once leave them as they are. */
export function nextFaults(faults: Faults, action: ControlAction): Faults {
  switch (action.action) {
    case "stall":
    case "refuse":
    case "freeze":
    case "mute":
    case "ignore":
    case "slam":
      return { ...faults, [action.action]: true };
    case "delay":
    case "skew":
      return { ...faults, [action.action]: action.milliseconds };
    case "malformed":
      return { ...faults, malformed: action.share };
    case "reject":
      return { ...faults, reject: { containing: action.containing, anonymous: action.anonymous } };
    case "ban":
      return { ...faults, ban: action.seconds };
    case "resume":
      return NO_FAULTS;
    default:
      return faults;
  }
}
