import type { Cancel, Clock, Random } from "../clock.ts";
import type { MarketEvent } from "../engine/events.ts";
import type { AttemptBudget } from "./attempt-budget.ts";
import { type BackoffOptions, backoffDelay } from "./backoff.ts";
import { Connection, type ConnectionTimings } from "./connection.ts";
import { type RenewalTimings, renewalDelay } from "./renewal.ts";
import type { ConnectionState, FrameOutcome, RenewalReason, ShardState } from "./states.ts";

export interface ShardTimings extends ConnectionTimings, BackoffOptions, RenewalTimings {
  /** A connection that was subscribed for so long starts the back-off anew. */
  readonly healthyMs: number;
  /** After the new connection's first event the old one is kept for so long: what is still under way on it arrives. */
  readonly overlapMs: number;
}

export interface ShardOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly timings: ShardTimings;
  /** Shared by all shards: the exchange counts attempts by address. */
  readonly budget: AttemptBudget;
}

export interface ShardListener {
  /** `connection` counts the shard's connections from 1. */
  state(connection: number, state: ShardState): void;
  event(connection: number, event: MarketEvent): void;
  frame(connection: number, outcome: FrameOutcome): void;
}

/** A connection and what its shard remembers of it. */
interface Line {
  readonly connection: Connection;
  readonly number: number;
  /** Elapsed seconds. */
  subscribedAt: number | undefined;
  /** The exchange has said that it will end it. */
  isLeaving: boolean;
}

type Ended = Extract<ConnectionState, { readonly state: "ended" }>;

/** Pings in a row that may be missed: the second is due 45 s after the last that came. */
const MISSED_PINGS = 2;

/**
 * Keeps the streams of one shard subscribed, for ever, until stopped. When a connection is replaced the new one is open,
 * subscribed and has delivered before the old one ends, so events of both arrive meanwhile and none is lost.
 */
export class Shard {
  readonly #options: ShardOptions;
  readonly #listener: ShardListener;
  #streams: readonly string[];
  /** The one that is subscribed. */
  #active: Line | undefined;
  /** The one that is to become it. */
  #candidate: Line | undefined;
  #renewing: RenewalReason | undefined;
  #connections = 0;
  #attempt = 0;
  #isStopped = false;
  #cancelRetry: Cancel | undefined;
  #cancelRenewal: Cancel | undefined;
  #cancelHandover: Cancel | undefined;

  constructor(streams: readonly string[], options: ShardOptions, listener: ShardListener) {
    this.#streams = streams;
    this.#options = options;
    this.#listener = listener;
  }

  start(): void {
    this.#connect();
  }

  want(streams: readonly string[]): void {
    this.#streams = streams;
    this.#active?.connection.want(streams);
    this.#candidate?.connection.want(streams);
  }

  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    for (const cancel of [this.#cancelRetry, this.#cancelRenewal, this.#cancelHandover]) cancel?.();
    this.#active?.connection.stop();
    this.#candidate?.connection.stop();
    this.#tell({ state: "stopped" });
  }

  #tell(state: ShardState, connection = this.#connections): void {
    this.#listener.state(connection, state);
  }

  #connect(): void {
    const { clock, budget } = this.#options;
    this.#cancelRetry = undefined;
    const wait = budget.take(clock.elapsed());
    if (wait > 0) this.#hold(wait * 1000);
    else this.#candidate = this.#open();
  }

  #hold(delayMs: number): void {
    this.#tell({ state: "held", delayMs });
    this.#cancelRetry = this.#options.clock.after(delayMs, () => this.#connect());
  }

  #open(): Line {
    this.#connections += 1;
    const number = this.#connections;
    this.#tell({ state: "connecting", attempt: this.#attempt });
    const connection = new Connection(
      { ...this.#options, streams: this.#streams },
      {
        state: (state) => this.#state(line, state),
        event: (event) => this.#event(line, event),
        frame: (outcome) => this.#listener.frame(number, outcome),
      },
    );
    const line: Line = { connection, number, subscribedAt: undefined, isLeaving: false };
    return line;
  }

  #state(line: Line, state: ConnectionState): void {
    this.#tell(state, line.number);
    if (this.#isStopped) return;
    if (state.state === "subscribed") this.#subscribed(line);
    else if (state.state === "shutdown-announced") this.#leaving(line);
    else if (state.state === "ping-missed" && state.missed >= MISSED_PINGS) this.#renew(line, "pings");
    else if (state.state === "ended") this.#ended(line, state);
  }

  #leaving(line: Line): void {
    line.isLeaving = true;
    this.#renew(line, "shutdown");
  }

  #subscribed(line: Line): void {
    line.subscribedAt ??= this.#options.clock.elapsed();
    if (line === this.#candidate && this.#active === undefined) this.#promote(line);
  }

  #event(line: Line, event: MarketEvent): void {
    this.#listener.event(line.number, event);
    if (line === this.#candidate && line.subscribedAt !== undefined) this.#handOver(line);
  }

  #handOver(line: Line): void {
    const { clock, timings } = this.#options;
    this.#cancelHandover ??= clock.after(timings.overlapMs, () => {
      const old = this.#active;
      const reason = this.#renewing ?? "age";
      this.#promote(line);
      this.#tell({ state: "renewed", reason }, line.number);
      old?.connection.end(reason === "shutdown" ? "shutdown" : "renewed", `replaced by connection ${line.number}`);
    });
  }

  #promote(line: Line): void {
    const { clock, random, timings } = this.#options;
    this.#endHandover();
    this.#active = line;
    this.#candidate = undefined;
    this.#renewing = undefined;
    this.#cancelRenewal?.();
    this.#cancelRenewal = clock.after(renewalDelay(random(), timings), () => this.#renew(line, "age"));
    if (line.isLeaving) this.#renew(line, "shutdown");
  }

  #endHandover(): void {
    this.#cancelHandover?.();
    this.#cancelHandover = undefined;
  }

  /** An announced shutdown is no failure: the next connection is opened at once, unless they follow each other. */
  #renew(line: Line, reason: RenewalReason): void {
    if (line !== this.#active || this.#candidate !== undefined || this.#cancelRetry !== undefined) return;
    this.#renewing = reason;
    this.#tell({ state: "renewing", reason }, line.number);
    if (this.#wasHealthy(line)) this.#attempt = 0;
    const { random, timings } = this.#options;
    const delayMs = this.#attempt === 0 ? 0 : backoffDelay(this.#attempt, random(), timings);
    this.#attempt += 1;
    if (delayMs === 0) this.#connect();
    else this.#cancelRetry = this.#options.clock.after(delayMs, () => this.#connect());
  }

  #ended(line: Line, ended: Ended): void {
    if (ended.retryAfterSeconds !== undefined)
      this.#options.budget.hold(this.#options.clock.elapsed(), ended.retryAfterSeconds);
    if (line === this.#candidate) this.#candidateEnded();
    else if (line === this.#active) this.#activeEnded();
    else return;
    if (this.#active === undefined || this.#renewing !== undefined) this.#retry(line, ended);
  }

  #candidateEnded(): void {
    this.#candidate = undefined;
    this.#endHandover();
  }

  #activeEnded(): void {
    this.#active = undefined;
    this.#cancelRenewal?.();
    if (this.#candidate?.subscribedAt !== undefined) this.#promote(this.#candidate);
  }

  /** Unless the next connection is on its way. */
  #retry(line: Line, { reason, detail }: Ended): void {
    if (this.#candidate !== undefined || this.#cancelRetry !== undefined) return;
    if (this.#wasHealthy(line)) this.#attempt = 0;
    const { clock, random, timings } = this.#options;
    const delayMs = backoffDelay(this.#attempt, random(), timings);
    this.#attempt += 1;
    this.#tell({ state: "retrying", attempt: this.#attempt, delayMs, reason, detail }, line.number);
    this.#cancelRetry = clock.after(delayMs, () => this.#connect());
  }

  #wasHealthy({ subscribedAt }: Line): boolean {
    const { clock, timings } = this.#options;
    return subscribedAt !== undefined && (clock.elapsed() - subscribedAt) * 1000 >= timings.healthyMs;
  }
}
