import type { Clock, Random } from "../clock.ts";
import type { MarketEvent } from "../engine/events.ts";
import { AttemptBudget } from "./attempt-budget.ts";
import { Bursts } from "./bursts.ts";
import { Shard, type ShardListener, type ShardTimings } from "./shard.ts";
import { type Assignment, assignShards, streamsByShard } from "./shard-assignment.ts";
import type { FeedState, FrameOutcome, ShardState } from "./states.ts";

export type FeedTimings = ShardTimings;

/** The exchange pings each 20 s: with 2.5 s of patience the second that is missed makes 45 s. */
export const FEED_TIMINGS: FeedTimings = {
  silenceMs: 45_000,
  pingMs: 22_500,
  handshakeMs: 10_000,
  answerMs: 10_000,
  baseMs: 1_000,
  capMs: 30_000,
  healthyMs: 60_000,
  renewalMs: 23 * 3_600_000,
  renewalJitterMs: 30 * 60_000,
  overlapMs: 2_000,
};

export interface FeedOptions {
  /** Of the combined streams, `wss://…/stream`. */
  readonly url: string;
  readonly streams: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
  readonly timings: FeedTimings;
}

export interface FeedListener {
  state(state: FeedState): void;
  /** Returns whether the event was of a market of ours. While a connection is replaced the same event may come twice. */
  event(event: MarketEvent): boolean;
  frame(outcome: FrameOutcome): void;
}

/** Bad frames that come within so long of each other are one burst. */
const BURST_SECONDS = 60;

/** Keeps any number of streams subscribed, over as many connections as they need, until stopped. */
export class FeedClient {
  readonly #options: FeedOptions;
  readonly #listener: FeedListener;
  readonly #budget = new AttemptBudget();
  readonly #bursts: Bursts<FrameOutcome>;
  readonly #shards = new Map<number, Shard>();
  readonly #wanted: Set<string>;
  #assignment: Assignment = new Map();
  #isRunning = false;

  constructor(options: FeedOptions, listener: FeedListener) {
    this.#options = options;
    this.#listener = listener;
    this.#bursts = new Bursts(options.clock, BURST_SECONDS);
    this.#wanted = new Set(options.streams);
  }

  start(): void {
    this.#isRunning = true;
    this.#apply();
  }

  /** Adds streams, over the connections there are while they have room. The states tell what became of it. */
  subscribe(streams: readonly string[]): void {
    for (const stream of streams) this.#wanted.add(stream);
    this.#apply();
  }

  unsubscribe(streams: readonly string[]): void {
    for (const stream of streams) this.#wanted.delete(stream);
    this.#apply();
  }

  stop(): void {
    this.#isRunning = false;
    for (const shard of this.#shards.values()) shard.stop();
    this.#shards.clear();
  }

  #apply(): void {
    if (!this.#isRunning) return;
    this.#assignment = assignShards(this.#wanted, this.#assignment);
    const streams = streamsByShard(this.#assignment);
    for (const [number, shard] of this.#shards) if (!streams.has(number)) this.#remove(number, shard);
    for (const [number, wanted] of streams) this.#want(number, wanted);
  }

  #want(number: number, streams: readonly string[]): void {
    const running = this.#shards.get(number);
    if (running === undefined) this.#add(number, streams);
    else running.want(streams);
  }

  #add(number: number, streams: readonly string[]): void {
    const shard = new Shard(streams, { ...this.#options, budget: this.#budget }, this.#listenerOf(number));
    this.#shards.set(number, shard);
    shard.start();
  }

  #remove(number: number, shard: Shard): void {
    this.#shards.delete(number);
    shard.stop();
  }

  #listenerOf(shard: number): ShardListener {
    const { clock } = this.#options;
    const listener = this.#listener;
    const tell = (connection: number, state: ShardState) =>
      listener.state({ ...state, shard, connection, at: clock.now() });
    const frame = (connection: number, outcome: FrameOutcome) => {
      listener.frame(outcome);
      if (outcome !== "control" && this.#bursts.isFirst(outcome)) tell(connection, { state: "bad-frames", outcome });
    };
    return {
      state: tell,
      frame,
      event(connection, event) {
        if (listener.event(event)) listener.frame("applied");
        else frame(connection, "unknown");
      },
    };
  }
}
