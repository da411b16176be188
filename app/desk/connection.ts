import type { Clock } from "../clock.ts";
import type { FeedVerdict } from "../feed/feed-health.ts";
import { FeedStatus } from "../feed/feed-status.ts";
import type { FeedState } from "../feed/states.ts";
import type { ConnectionState, ConnectionView } from "./view.ts";

type Told = Pick<ConnectionView, "state" | "detail">;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** What the feed's states come to, for people: the stream that metrics, logs and health read, in one line. */
export class Connection {
  readonly #clock: Clock;
  readonly #verdict: () => FeedVerdict;
  readonly #status = new FeedStatus();
  /** What is told while not every shard is connected. */
  #broken: Told = { state: "connecting", detail: "" };
  #state: ConnectionState = "connecting";
  #since: number;

  constructor(clock: Clock, verdict: () => FeedVerdict) {
    this.#clock = clock;
    this.#verdict = verdict;
    this.#since = clock.now();
  }

  state(state: FeedState): void {
    this.#status.apply(state);
    this.#broken = brokenBy(state) ?? this.#broken;
  }

  view(): ConnectionView {
    const { state, detail } = this.#told();
    if (state !== this.#state) this.#since = this.#clock.now();
    this.#state = state;
    return { state, since: this.#since, detail };
  }

  #told(): Told {
    if (!this.#status.isConnected) return this.#broken;
    return { state: this.#verdict() === "ok" ? "live" : "stale", detail: counted(this.#status.streams, "stream") };
  }
}

/** What a state says of a connection that is not there; undefined where it says nothing of the kind. */
function brokenBy(state: FeedState): Told | undefined {
  switch (state.state) {
    case "connecting":
      return { state: "connecting", detail: state.attempt === 0 ? "" : `attempt ${state.attempt + 1}` };
    case "retrying":
      return { state: "retrying", detail: `${state.reason}; next attempt within ${Math.ceil(state.delayMs / 1000)} s` };
    case "held":
      return { state: "retrying", detail: `the exchange asks us to wait ${Math.ceil(state.delayMs / 1000)} s` };
    case "stopped":
      return { state: "stopped", detail: "" };
    default:
      return undefined;
  }
}
