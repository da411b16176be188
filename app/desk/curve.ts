import type { Cancel, Clock } from "../clock.ts";
import type { CurveSample } from "./view.ts";

/** The last samples of profit and loss, at most `capacity` of them. */
export class Curve {
  readonly #times: Float64Array;
  readonly #values: Float64Array;
  #added = 0;

  constructor(capacity: number) {
    this.#times = new Float64Array(capacity);
    this.#values = new Float64Array(capacity);
  }

  /** How many were ever added. */
  get added(): number {
    return this.#added;
  }

  /** `time` in milliseconds since the epoch. What is no number is left out: a curve shows it as a gap. */
  add(time: number, value: number): void {
    if (!Number.isFinite(value)) return;
    const slot = this.#added % this.#times.length;
    this.#times[slot] = time;
    this.#values[slot] = value;
    this.#added += 1;
  }

  /** Those that were added after the first `added` and are still kept, oldest first. */
  since(added: number): readonly CurveSample[] {
    const capacity = this.#times.length;
    const first = Math.max(added, this.#added - capacity, 0);
    return Array.from({ length: this.#added - first }, (_, index) => {
      const slot = (first + index) % capacity;
      return [this.#times[slot] as number, this.#values[slot] as number];
    });
  }
}

/** An hour of samples, one each five seconds. */
export const CURVE = { capacity: 720, everyMs: 5_000 } as const;

/** Samples `pnl` now and each five seconds. */
export function sampleCurve(curve: Curve, clock: Clock, pnl: () => number): Cancel {
  const sample = () => curve.add(clock.now(), pnl());
  sample();
  return clock.every(CURVE.everyMs, sample);
}
