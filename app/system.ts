import type { Clock, Random } from "./clock.ts";

/** The machine's own time and chance. Only entry points import this file. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now() / 1000,
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  every(milliseconds, run) {
    const timer = setInterval(run, milliseconds);
    return () => clearInterval(timer);
  },
};

export const systemRandom: Random = () => Math.random();
