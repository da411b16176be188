export type Cancel = () => void;

/** Time as the application sees it; the system's stands in `system.ts`, tests move their own by hand. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Seconds since some start, never going back. */
  elapsed(): number;
  /** Runs once, after 24 days at the latest: the system's timers hold no more. */
  after(milliseconds: number, run: () => void): Cancel;
  every(milliseconds: number, run: () => void): Cancel;
}

/** Uniform in [0, 1). */
export type Random = () => number;

/** Resolves when the work is done, or else after the time; rejects as the work does. */
export function within(clock: Clock, milliseconds: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(milliseconds, resolve);
    work.finally(cancel).then(() => resolve(), reject);
  });
}
