import type { CONTROL_FRAMES, END_REASONS, FRAME_OUTCOMES, RENEWAL_REASONS } from "../../metrics/quantflow/feed.ts";

/** Why a connection ended. */
export type EndReason = (typeof END_REASONS)[number];

/** Why a connection that still works is replaced. */
export type RenewalReason = (typeof RENEWAL_REASONS)[number];

/** What became of a frame. */
export type FrameOutcome = (typeof FRAME_OUTCOMES)[number];

export type ControlFrame = (typeof CONTROL_FRAMES)[number];

/** What one connection tells of itself; `ended` comes exactly once, and last. */
export type ConnectionState =
  | { readonly state: "open" }
  /** All that was asked for is answered; `streams` are acknowledged. */
  | { readonly state: "subscribed"; readonly streams: number }
  | {
      readonly state: "streams-refused";
      readonly streams: readonly string[];
      readonly code: number;
      readonly message: string;
    }
  | { readonly state: "control-sent"; readonly frame: ControlFrame }
  /** So many pings in a row did not come. */
  | { readonly state: "ping-missed"; readonly missed: number }
  | { readonly state: "shutdown-announced" }
  | {
      readonly state: "ended";
      readonly reason: EndReason;
      readonly detail: string;
      /** The exchange wants no attempt from our address for so long. */
      readonly retryAfterSeconds?: number | undefined;
    };

/** What is told of a shard: its connections, one after the other or, while one replaces the other, two. */
export type ShardState =
  | ConnectionState
  | { readonly state: "connecting"; readonly attempt: number }
  | {
      readonly state: "retrying";
      readonly attempt: number;
      readonly delayMs: number;
      readonly reason: EndReason;
      readonly detail: string;
    }
  /** An attempt waits, because we made too many or the exchange asked us to. */
  | { readonly state: "held"; readonly delayMs: number }
  | { readonly state: "renewing"; readonly reason: RenewalReason }
  /** The new connection has delivered; the old one ends. */
  | { readonly state: "renewed"; readonly reason: RenewalReason }
  /** The first of a burst of frames that came to nothing. */
  | { readonly state: "bad-frames"; readonly outcome: FrameOutcome }
  | { readonly state: "stopped" };

/** Of whom a state is told, and when. */
export interface Told {
  /** From 0. */
  readonly shard: number;
  /** The shard's connections, counted from 1; 0 before the first. */
  readonly connection: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The feed as one stream of states: metrics, logs, health and tests all read this one. */
export type FeedState = Told & ShardState;
