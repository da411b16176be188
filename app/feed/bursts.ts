import type { Clock } from "../clock.ts";

/** Tells the first of things that come in bursts, so that a log has one line for each burst. */
export class Bursts<Kind> {
  readonly #clock: Clock;
  readonly #quietSeconds: number;
  readonly #last = new Map<Kind, number>();

  /** A burst is over after `quietSeconds` without one. */
  constructor(clock: Clock, quietSeconds: number) {
    this.#clock = clock;
    this.#quietSeconds = quietSeconds;
  }

  isFirst(kind: Kind): boolean {
    const now = this.#clock.elapsed();
    const last = this.#last.get(kind);
    this.#last.set(kind, now);
    return last === undefined || now - last > this.#quietSeconds;
  }
}
