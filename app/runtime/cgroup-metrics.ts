import { readFileSync } from "node:fs";
import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { cgroupCpuThrottled, cgroupMemoryLimit, cgroupMemoryUsage } from "../../metrics/quantflow/runtime.ts";
import { Cgroup, type ReadText } from "./cgroup.ts";

/** A file that is not there is an answer: this kernel or container does not have it. */
export const readSystemFile: ReadText = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};

/** Records the control group's state each time it is called; a value that does not exist is not exposed. */
export function cgroupRecorder(recorder: MetricsRecorder, read: ReadText): () => void {
  const cgroup = new Cgroup(read);
  let throttledBefore = 0;
  return () => {
    const { memoryLimitBytes, memoryUsageBytes, throttledSeconds = throttledBefore } = cgroup.usage();
    if (memoryLimitBytes === undefined) recorder.remove(cgroupMemoryLimit, {});
    else recorder.set(cgroupMemoryLimit, {}, memoryLimitBytes);
    if (memoryUsageBytes === undefined) recorder.remove(cgroupMemoryUsage, {});
    else recorder.set(cgroupMemoryUsage, {}, memoryUsageBytes);
    recorder.increment(cgroupCpuThrottled, {}, throttledSeconds - throttledBefore);
    throttledBefore = throttledSeconds;
  };
}
