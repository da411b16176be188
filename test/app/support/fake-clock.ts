import type { Cancel, Clock } from "../../../app/clock.ts";

interface Timer {
  readonly run: () => void;
  readonly everyMs: number | undefined;
  dueMs: number;
}

/** Time that moves only when told; due timers run in the order of their time. */
export class FakeClock implements Clock {
  readonly #timers = new Set<Timer>();
  #startMs: number;
  #elapsedMs = 0;

  constructor(startMs = Date.UTC(2026, 0, 1)) {
    this.#startMs = startMs;
  }

  now(): number {
    return this.#startMs + this.#elapsedMs;
  }

  elapsed(): number {
    return this.#elapsedMs / 1000;
  }

  after(milliseconds: number, run: () => void): Cancel {
    return this.#add({ run, everyMs: undefined, dueMs: this.#elapsedMs + milliseconds });
  }

  every(milliseconds: number, run: () => void): Cancel {
    return this.#add({ run, everyMs: milliseconds, dueMs: this.#elapsedMs + milliseconds });
  }

  /** Moves on, running what falls due on the way. */
  advance(milliseconds: number): void {
    const end = this.#elapsedMs + milliseconds;
    for (let timer = this.#next(end); timer !== undefined; timer = this.#next(end)) {
      this.#elapsedMs = Math.max(this.#elapsedMs, timer.dueMs);
      if (timer.everyMs === undefined) this.#timers.delete(timer);
      else timer.dueMs += timer.everyMs;
      timer.run();
    }
    this.#elapsedMs = end;
  }

  /** Moves on without running timers: an event loop that is held. */
  block(milliseconds: number): void {
    this.#elapsedMs += milliseconds;
  }

  /** Sets the wall clock by so much; what has elapsed stays. */
  jump(milliseconds: number): void {
    this.#startMs += milliseconds;
  }

  #add(timer: Timer): Cancel {
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  #next(end: number): Timer | undefined {
    const due = [...this.#timers].filter(({ dueMs }) => dueMs <= end);
    return due.sort((a, b) => a.dueMs - b.dueMs)[0];
  }
}
