import type { ServerResponse } from "node:http";
import { type Answer, head, message } from "./answers.ts";
import type { Shelf, ShelfEvent } from "./shelf.ts";

/** More pages than people have open; each is a connection that stays. */
const MOST_FOLLOWERS = 64;
/** Less than what proxies between a page and its server wait for. */
const HEARTBEAT_MILLISECONDS = 20_000;

/** Who follows the shelf by server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export interface Followers {
  /** Stays open, and is written to whenever something changes. */
  join(): Answer;
  /** Ends every connection, so that the server can close. */
  close(): void;
}

export function followersOf(shelf: Shelf): Followers {
  const open = new Set<ServerResponse>();
  const follow: Answer = (response) => {
    head(response, 200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    // A browser says that it is connected when the first byte has come.
    response.write(": connected\n\n");
    const unfollow = shelf.follow((event) => void response.write(told(event)));
    const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MILLISECONDS).unref();
    open.add(response);
    response.on("close", () => {
      clearInterval(heartbeat);
      unfollow();
      open.delete(response);
    });
  };
  return {
    join: () => (open.size < MOST_FOLLOWERS ? follow : message(503, "too many pages follow this preview")),
    close() {
      for (const response of open) response.end();
    },
  };
}

/** JSON has no line break of its own, so one `data` line holds it. */
const told = ({ kind, ...data }: ShelfEvent): string => `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
