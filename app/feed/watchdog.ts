import type { Cancel, Clock } from "../clock.ts";

export interface WatchdogOptions {
  readonly clock: Clock;
  readonly limitMs: number;
  /** Told after each `limitMs` without a sign of life: how many have passed since the last. */
  readonly expired: (times: number) => void;
}

/** A timer so late says that we were held up, not the other side. */
const LATE_SECONDS = 1;
/** Time to read what came while we were held up. */
const READING_MS = 1_000;

/** Waits for signs of life. One timer, whatever their rate. */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #lastAt: number;
  #times = 0;
  #cancel: Cancel = () => undefined;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#lastAt = options.clock.elapsed();
    this.#wait(options.limitMs);
  }

  seen(): void {
    this.#lastAt = this.#options.clock.elapsed();
    this.#times = 0;
  }

  stop(): void {
    this.#cancel();
  }

  #wait(milliseconds: number): void {
    const { clock } = this.#options;
    const due = clock.elapsed() + milliseconds / 1000;
    this.#cancel = clock.after(milliseconds, () => this.#look(clock.elapsed() - due > LATE_SECONDS));
  }

  #look(isLate: boolean): void {
    const { clock, limitMs } = this.#options;
    // Rounded, because a sum of seconds may fall short of what the timer was set for by a rounding error.
    const missingMs = Math.round(limitMs * (this.#times + 1) - (clock.elapsed() - this.#lastAt) * 1000);
    if (missingMs > 0) this.#wait(missingMs);
    else if (isLate) this.#wait(READING_MS);
    else this.#expire();
  }

  #expire(): void {
    const { limitMs, expired } = this.#options;
    this.#times += 1;
    this.#wait(limitMs);
    expired(this.#times);
  }
}
