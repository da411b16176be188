import type { Clock, Random } from "./clock.ts";

/** Node fires a timer at once that is set for longer, 24.8 days: a far Retry-After would become a storm. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const timerMs = (milliseconds: number): number => Math.min(milliseconds, LONGEST_TIMER_MS);

/** The machine's own time and chance. Only entry points import this file. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now() / 1000,
  after(milliseconds, run) {
    const timer = setTimeout(run, timerMs(milliseconds));
    return () => clearTimeout(timer);
  },
  every(milliseconds, run) {
    const timer = setInterval(run, timerMs(milliseconds));
    return () => clearInterval(timer);
  },
};

export const systemRandom: Random = () => Math.random();
