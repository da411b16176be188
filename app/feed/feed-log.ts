import type { Log } from "../log.ts";
import type { FeedState } from "./states.ts";

const UNUSUAL: ReadonlySet<FeedState["state"]> = new Set(["streams-refused", "ping-missed", "held", "bad-frames"]);

/** Writes the feed's states: what failed as a warning, each frame that we send for who debugs. */
export const feedLog =
  (log: Log) =>
  (state: FeedState): void => {
    if (state.state === "retrying") log.warn(state, "feed ended; connecting again");
    else if (state.state === "control-sent") log.debug(state, "feed");
    else if (UNUSUAL.has(state.state)) log.warn(state, "feed");
    else log.info(state, "feed");
  };
