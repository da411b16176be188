import type { Cancel, Clock, Random } from "../clock.ts";
import type { Candle, Trade } from "../engine/events.ts";
import type { Log } from "../log.ts";
import { type BackoffOptions, backoffDelay } from "./backoff.ts";
import { RestLimitError } from "./rest-errors.ts";
import type { Range, Sequence } from "./sequence.ts";

type Numbered = Trade | Candle;

/** A range of one market's events that is to be fetched. */
export interface RecoveryJob {
  readonly market: string;
  readonly stream: string;
  readonly range: Range;
  /** Knows what of the range is missing still. */
  readonly sequence: Pick<Sequence, "missingOf" | "abandon">;
  readonly numberOf: (event: Numbered) => number;
  /** Events of a range, ascending, as many as one answer holds. */
  readonly fetch: (range: Range, stopped: AbortSignal) => Promise<readonly Numbered[]>;
  readonly take: (event: Numbered) => void;
  readonly ended: () => void;
}

export interface RecoveryOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Attempts in a row that bring nothing, before what is missing is given up: ten minutes on the average. */
const MOST_ATTEMPTS = 45;
const BACKOFF: BackoffOptions = { baseMs: 1_000, capMs: 30_000 };

/** Fetches what is missing, one range after the other, so that a long outage does not ask for all of it at once. */
export class Recovery {
  readonly #options: RecoveryOptions;
  readonly #jobs: RecoveryJob[] = [];
  readonly #abort = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #isRunning = false;
  #endWait: () => void = () => undefined;
  #failures = 0;

  constructor(options: RecoveryOptions) {
    this.#options = options;
  }

  add(job: RecoveryJob): void {
    this.#jobs.push(job);
    if (this.#isRunning || this.#stopped) return;
    this.#isRunning = true;
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    this.#endWait();
    await this.#running;
  }

  get #stopped(): boolean {
    return this.#abort.signal.aborted;
  }

  async #run(): Promise<void> {
    for (let job = this.#jobs.shift(); job !== undefined && !this.#stopped; job = this.#jobs.shift())
      await this.#recover(job);
    this.#isRunning = false;
  }

  async #recover(job: RecoveryJob): Promise<void> {
    const { range, sequence, market, stream } = job;
    let attempts = 0;
    let [missing] = sequence.missingOf(range);
    while (missing !== undefined && attempts < MOST_ATTEMPTS && !this.#stopped) {
      const outcome = await this.#attempt(job, missing);
      attempts = outcome === "progress" ? 0 : outcome === "limited" ? attempts : attempts + 1;
      if (outcome === "nothing") await this.#wait(this.#delay(attempts - 1));
      [missing] = sequence.missingOf(range);
    }
    if (this.#stopped) return;
    if (missing !== undefined)
      this.#options.log.error(
        { market, stream, range, attempts },
        "missing events were not to be had and are given up",
      );
    sequence.abandon(range);
    job.ended();
  }

  async #attempt(job: RecoveryJob, missing: Range): Promise<"progress" | "nothing" | "limited"> {
    try {
      const events = await job.fetch(missing, this.#abort.signal);
      this.#failures = 0;
      return this.#takeAll(job, missing, events);
    } catch (error) {
      if (this.#stopped) return "nothing";
      this.#tell(job, error);
      if (!(error instanceof RestLimitError)) return "nothing";
      await this.#wait(error.waitMs);
      return "limited";
    }
  }

  /** What an answer leaves out though it goes on after it does not exist; what it does not reach may come yet. */
  #takeAll({ numberOf, take, sequence }: RecoveryJob, missing: Range, events: readonly Numbered[]) {
    const last = events.at(-1);
    if (last === undefined) return "nothing";
    for (const event of events) take(event);
    sequence.abandon({ from: missing.from, to: numberOf(last) });
    return "progress";
  }

  /** Once for a row of failures. */
  #tell({ market, stream }: RecoveryJob, error: unknown): void {
    if (this.#failures === 0)
      this.#options.log.warn(
        { err: error, market, stream },
        "missing events were not fetched; they are asked for again",
      );
    this.#failures += 1;
  }

  #delay(attempt: number): number {
    return backoffDelay(attempt, this.#options.random(), BACKOFF);
  }

  /** Ends early at a stop. */
  async #wait(milliseconds: number): Promise<void> {
    if (this.#stopped) return;
    let cancel: Cancel = () => undefined;
    await new Promise<void>((resolve) => {
      this.#endWait = resolve;
      cancel = this.#options.clock.after(milliseconds, resolve);
    });
    cancel();
  }
}
