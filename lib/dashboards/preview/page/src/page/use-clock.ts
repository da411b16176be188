import { useEffect, useState } from "react";
import { milliseconds } from "../data/duration.ts";

/** A count that rises every `interval` (`30s`), and when the caller says so. */
export function useClock(interval: string): readonly [tick: number, now: () => void] {
  const [tick, setTick] = useState(0);
  const now = () => setTick((last) => last + 1);
  useEffect(() => {
    const every = milliseconds(interval) ?? 0;
    if (every === 0) return;
    const timer = setInterval(() => setTick((last) => last + 1), every);
    return () => clearInterval(timer);
  }, [interval]);
  return [tick, now];
}
