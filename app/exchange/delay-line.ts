import type { Cancel, Clock } from "../clock.ts";

interface Held<T> {
  readonly item: T;
  /** By the clock's elapsed seconds. */
  readonly due: number;
}

/** A queue that holds items back: they leave in the order they came, however the delay is changed meanwhile. */
export class DelayLine<T> {
  readonly #clock: Clock;
  readonly #leave: (item: T) => void;
  #held: Held<T>[] = [];
  #cancel: Cancel = () => undefined;

  constructor(clock: Clock, leave: (item: T) => void) {
    this.#clock = clock;
    this.#leave = leave;
  }

  /** Lets the item through after `delayMs`, at once when that is 0 and nothing is held. */
  add(item: T, delayMs: number): void {
    if (delayMs === 0 && this.#held.length === 0) this.#leave(item);
    else this.#hold(item, this.#clock.elapsed() + delayMs / 1000);
  }

  /** Lets everything through at once. */
  flush(): void {
    this.#cancel();
    for (const { item } of this.#held.splice(0)) this.#leave(item);
  }

  stop(): void {
    this.#cancel();
  }

  #hold(item: T, due: number): void {
    const last = this.#held.at(-1)?.due ?? 0;
    this.#held.push({ item, due: Math.max(last, due) });
    if (this.#held.length === 1) this.#wait();
  }

  #wait(): void {
    const [next] = this.#held;
    if (next === undefined) return;
    this.#cancel = this.#clock.after(Math.max(0, (next.due - this.#clock.elapsed()) * 1000), () => this.#release());
  }

  #release(): void {
    // A timer may run a fraction of a millisecond early; what it was set for is due all the same.
    const now = this.#clock.elapsed() + 0.001;
    const kept = this.#held.findIndex(({ due }) => due > now);
    for (const { item } of this.#held.splice(0, kept < 0 ? this.#held.length : kept)) this.#leave(item);
    this.#wait();
  }
}
