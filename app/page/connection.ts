import type { ConnectionState, ConnectionView } from "../desk/view.ts";

const WORDS: Readonly<Record<ConnectionState, string>> = {
  connecting: "connecting",
  live: "live",
  stale: "silent",
  retrying: "connecting again",
  stopped: "stopped",
};

/** `live, 8 streams`. */
export const connectionText = ({ state, detail }: ConnectionView): string =>
  detail === "" ? WORDS[state] : `${WORDS[state]}, ${detail}`;
