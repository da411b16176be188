/** Why a connection ended. */
export type EndReason = "closed" | "silent" | "refused" | "shutdown";

/** The connection as one stream of states: metrics, logs and health all read this one. */
export type FeedState =
  | { readonly state: "connecting"; readonly attempt: number }
  | { readonly state: "open" }
  | { readonly state: "subscribed"; readonly streams: number }
  | {
      readonly state: "retrying";
      readonly attempt: number;
      readonly delayMs: number;
      readonly reason: EndReason;
      readonly detail: string;
    }
  | { readonly state: "stopped" };

/** What became of a frame. */
export type FrameOutcome = "applied" | "control" | "malformed" | "unknown";
