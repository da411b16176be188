import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { alertDeliveries, alertDeliverySeconds, alertLogFailures } from "../../metrics/quantflow/webhook.ts";
import type { Cancel, Clock, Random } from "../clock.ts";
import { type BackoffOptions, backoffDelay } from "../feed/backoff.ts";
import type { Log } from "../log.ts";
import type { Channel } from "./channel.ts";
import { DeliveryError } from "./errors.ts";
import type { DeadLetter } from "./ledger.ts";
import { type AlertRecord, waitsSince } from "./schema.ts";

/** What a worker asks of the history. */
export interface Outbox {
  owed(channel: string): ReadonlyMap<string, AlertRecord>;
  delivered(channel: string, key: string): Promise<void>;
  bury(channel: string, key: string, letter: Omit<DeadLetter, "record">): Promise<void>;
}

export interface WorkerLimits extends BackoffOptions {
  readonly timeoutMs: number;
  /** Attempts at an alert that fail by its own fault before it is given up. */
  readonly attempts: number;
  /** An alert that waited longer is given up, whosever the fault. */
  readonly ageMs: number;
  /** The longest wait that a receiver may ask for. */
  readonly longestWaitMs: number;
  /** What a stop gives to the delivery under way. */
  readonly stopMs: number;
}

export const WORKER_LIMITS: WorkerLimits = {
  timeoutMs: 10_000,
  attempts: 10,
  ageMs: 86_400_000,
  longestWaitMs: 3_600_000,
  stopMs: 500,
  baseMs: 1_000,
  capMs: 300_000,
};

export interface WorkerOptions {
  readonly channel: Channel;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly random: Random;
  readonly recorder: Pick<MetricsRecorder, "increment" | "observe">;
  readonly log: Log;
  readonly limits: WorkerLimits;
}

const LONGEST_REASON = 200;
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_REASON);
const isReceivers = (error: unknown): boolean => error instanceof DeliveryError && error.blame === "receiver";

/** Delivers what one channel is owed, one after the other and oldest first, so that nothing is resolved before it fires. */
export class DeliveryWorker {
  readonly #options: WorkerOptions;
  #busy = false;
  #running: Promise<void> = Promise.resolve();
  #cancelRetry: Cancel | undefined;
  #underWay: AbortController | undefined;
  #stopped = false;
  /** Failures since the last delivery: the back-off grows with them. */
  #failures = 0;
  /** Failed attempts at the alert that is at the head, and those of them that were its own fault. */
  #attempts = 0;
  #blamed = 0;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /** There may be something to deliver. While a failure is waited out this changes nothing. */
  wake(): void {
    if (this.#stopped || this.#busy || this.#cancelRetry !== undefined) return;
    this.#busy = true;
    this.#running = this.#run();
  }

  /** Resolves when nothing is under way; a delivery that does not end soon is broken off, and done anew after a start. */
  async stop(): Promise<void> {
    const { clock, limits } = this.#options;
    this.#stopped = true;
    this.#cancelRetry?.();
    const cancel = clock.after(limits.stopMs, () => this.#underWay?.abort());
    await this.#running;
    cancel();
  }

  async #run(): Promise<void> {
    const { outbox, channel } = this.#options;
    for (;;) {
      const [head] = outbox.owed(channel.name);
      if (head === undefined || this.#stopped) break;
      const waitMs = await this.#attempt(...head);
      if (waitMs === undefined) continue;
      if (!this.#stopped) this.#pause(waitMs);
      break;
    }
    // In the same turn as the last look at the outbox: what is stored from now on finds nobody running.
    this.#busy = false;
  }

  /** Undefined when the alert is settled, else milliseconds until the next attempt. */
  async #attempt(key: string, record: AlertRecord): Promise<number | undefined> {
    const { clock, limits } = this.#options;
    // A time that cannot be read is NaN, and not young.
    const young = clock.now() - waitsSince(record) < limits.ageMs;
    if (!young) return this.#bury(key, `not delivered within ${limits.ageMs / 1000} s`);
    try {
      await this.#deliver(key, record);
    } catch (error) {
      return this.#stopped ? 0 : this.#failed(key, error);
    }
    await this.#succeeded(key);
    return undefined;
  }

  async #deliver(key: string, record: AlertRecord): Promise<void> {
    const { channel, clock, limits } = this.#options;
    const controller = new AbortController();
    const { signal } = controller;
    const cancel = clock.after(limits.timeoutMs, () => controller.abort());
    const start = clock.elapsed();
    this.#underWay = controller;
    try {
      await Promise.race([channel.deliver(record, signal), aborted(signal, limits.timeoutMs)]);
    } finally {
      cancel();
      this.#observe(key, clock.elapsed() - start);
    }
  }

  /** With the alert's key as exemplar: a slow one is found at its receiver by the same Idempotency-Key. */
  #observe(key: string, seconds: number): void {
    const { channel, clock, recorder } = this.#options;
    const exemplar = { labels: { alert: key }, timestamp: clock.now() / 1000 };
    recorder.observe(alertDeliverySeconds, { channel: channel.name }, seconds, exemplar);
  }

  async #succeeded(key: string): Promise<void> {
    const { channel, outbox, log } = this.#options;
    if (this.#failures > 0) log.info({ channel: channel.name, failures: this.#failures }, "alerts are delivered again");
    this.#failures = 0;
    this.#forget();
    this.#count("delivered");
    await this.#noted(outbox.delivered(channel.name, key));
  }

  async #failed(key: string, error: unknown): Promise<number | undefined> {
    const { channel, limits, random, log } = this.#options;
    this.#count("failed");
    if (this.#failures === 0) log.warn({ err: error, channel: channel.name }, "alert not delivered; it is tried again");
    this.#failures += 1;
    this.#attempts += 1;
    if (!isReceivers(error)) this.#blamed += 1;
    if (this.#blamed >= limits.attempts) return this.#bury(key, reasonOf(error));
    const asked = error instanceof DeliveryError ? (error.retryAfterMs ?? 0) : 0;
    const backoffMs = backoffDelay(this.#failures - 1, random(), limits);
    return Math.max(backoffMs, Math.min(asked, limits.longestWaitMs));
  }

  async #bury(key: string, reason: string): Promise<undefined> {
    const { channel, outbox, clock, log } = this.#options;
    const at = new Date(clock.now()).toISOString();
    log.error({ channel: channel.name, key, reason }, "alert not delivered and given up: it is among the dead letters");
    this.#count("dead");
    const attempts = this.#attempts;
    this.#forget();
    await this.#noted(outbox.bury(channel.name, key, { at, attempts, reason }));
  }

  /** Another alert is at the head. */
  #forget(): void {
    this.#attempts = this.#blamed = 0;
  }

  /** A note that does not reach the disk costs at most a second delivery after a restart, with the same key. */
  async #noted(writing: Promise<void>): Promise<void> {
    const { recorder, log, channel } = this.#options;
    await writing.catch((error: unknown) => {
      recorder.increment(alertLogFailures, { operation: "delivery" });
      log.error({ err: error, channel: channel.name }, "a delivery was not noted; a restart may repeat it");
    });
  }

  #pause(waitMs: number): void {
    this.#cancelRetry = this.#options.clock.after(waitMs, () => {
      this.#cancelRetry = undefined;
      this.wake();
    });
  }

  #count(outcome: "delivered" | "failed" | "dead"): void {
    const { recorder, channel } = this.#options;
    recorder.increment(alertDeliveries, { channel: channel.name, outcome });
  }
}

/** Rejects when the signal does, for a channel that does not heed it. */
function aborted(signal: AbortSignal, timeoutMs: number): Promise<never> {
  return new Promise((_, reject) => {
    const give = () => reject(new DeliveryError(`no answer within ${timeoutMs} ms`, "receiver"));
    if (signal.aborted) give();
    else signal.addEventListener("abort", give, { once: true });
  });
}
