export type Cancel = () => void;

/** Time as the application sees it; the system's stands in `system.ts`, tests move their own by hand. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Seconds since some start, never going back. */
  elapsed(): number;
  after(milliseconds: number, run: () => void): Cancel;
  every(milliseconds: number, run: () => void): Cancel;
}

/** Uniform in [0, 1). */
export type Random = () => number;
