import type { Recorder } from "../../lib/metrics/definitions.ts";
import { eventLoopLag } from "../../metrics/quantflow/runtime.ts";
import type { Cancel, Clock } from "../clock.ts";

const PERIOD_MS = 20;

/**
 * Observes how late each tick of a 20 ms timer is. Node's own delay histogram is reset by every scrape and skips the
 * interval after it, so it never sees the pause that a scrape makes; this one does.
 */
export function sampleEventLoopLag(recorder: Recorder, clock: Clock): Cancel {
  let last = clock.elapsed();
  return clock.every(PERIOD_MS, () => {
    const now = clock.elapsed();
    recorder.observe(eventLoopLag, {}, Math.max(0, now - last - PERIOD_MS / 1000));
    last = now;
  });
}
