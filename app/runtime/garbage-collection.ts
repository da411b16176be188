import { constants, type PerformanceEntry, PerformanceObserver } from "node:perf_hooks";
import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { garbageCollection } from "../../metrics/quantflow/runtime.ts";
import type { Cancel } from "../clock.ts";

const KINDS = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: "minor",
  [constants.NODE_PERFORMANCE_GC_MAJOR]: "major",
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: "incremental",
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: "weakcb",
} as const;

/** Node's types keep `detail` to the entries that an application makes. */
const kindOf = (entry: PerformanceEntry): (typeof KINDS)[number] | undefined => {
  const detail = "detail" in entry ? entry.detail : undefined;
  const isGarbageCollection = typeof detail === "object" && detail !== null && "kind" in detail;
  return isGarbageCollection ? KINDS[Number(detail.kind)] : undefined;
};

/** Observes every garbage collection of this thread; Node hands over several at once when the loop was busy. */
export function observeGarbageCollections(recorder: MetricsRecorder): Cancel {
  const record = (entries: readonly PerformanceEntry[]) => {
    for (const entry of entries) {
      const kind = kindOf(entry);
      if (kind !== undefined) recorder.observe(garbageCollection, { kind }, entry.duration / 1000);
    }
  };
  const observer = new PerformanceObserver((list) => record(list.getEntries()));
  observer.observe({ entryTypes: ["gc"] });
  return () => {
    record(observer.takeRecords());
    observer.disconnect();
  };
}
