import type { Recorder } from "../../lib/metrics/definitions.ts";
import { eventLoopActive } from "../../metrics/quantflow/runtime.ts";

/**
 * Records how long the loop has been busy, each time it is called. A total takes nothing away from a second scraper,
 * as a share since the last scrape would.
 */
export function eventLoopActivityRecorder(recorder: Recorder, activeMilliseconds: () => number): () => void {
  let before = 0;
  return () => {
    const now = activeMilliseconds();
    recorder.increment(eventLoopActive, {}, (now - before) / 1000);
    before = now;
  };
}

/** Node's own measure, since the loop began. */
export const activeMilliseconds = (): number => performance.eventLoopUtilization().active;
