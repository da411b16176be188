import { describe, expect, it } from "vitest";
import { Cgroup } from "../../../app/runtime/cgroup.ts";
import { cgroupRecorder } from "../../../app/runtime/cgroup-metrics.ts";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import * as catalogue from "../../../metrics/quantflow/index.ts";
import { parseText, sampleValue } from "../../lib/metrics/parse-text.ts";

const from = (files: Readonly<Record<string, string>>) => (path: string) => files[path];
const usage = (files: Readonly<Record<string, string>>) => new Cgroup(from(files)).usage();

const V1_MEMBERSHIP = "9:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n0::/\n";
const v1 = (memory: string, cpu: string) => ({
  "/proc/self/cgroup": V1_MEMBERSHIP,
  [`${memory}/memory.limit_in_bytes`]: "268435456\n",
  [`${memory}/memory.usage_in_bytes`]: "104857600\n",
  [`${memory}/memory.stat`]: "cache 1\ninactive_file 7\ntotal_cache 9\ntotal_inactive_file 4857600\n",
  [`${cpu}/cpu.stat`]: "nr_periods 10\nnr_throttled 2\nthrottled_time 1500000000\n",
});
const EXPECTED = { memoryLimitBytes: 268_435_456, memoryUsageBytes: 100_000_000, throttledSeconds: 1.5 };

describe("the process's own control group", () => {
  it("is read in version 1, where the mount shows it under its path", () => {
    expect(usage(v1("/sys/fs/cgroup/memory/docker/abc", "/sys/fs/cgroup/cpu/docker/abc"))).toEqual(EXPECTED);
  });

  it("is read in version 1, where a container sees it as the mount's root", () => {
    expect(usage(v1("/sys/fs/cgroup/memory", "/sys/fs/cgroup/cpu"))).toEqual(EXPECTED);
  });

  it.each(["/sys/fs/cgroup", "/sys/fs/cgroup/system.slice/app:1.scope"])("is read in version 2 at %s", (group) => {
    const files = {
      "/proc/self/cgroup": "0::/system.slice/app:1.scope\n",
      [`${group}/memory.max`]: "268435456\n",
      [`${group}/memory.current`]: "104857600\n",
      [`${group}/memory.stat`]: "anon 1\nfile 2\ninactive_file 4857600\n",
      [`${group}/cpu.stat`]: "usage_usec 99\nnr_throttled 2\nthrottled_usec 1500000\n",
    };
    expect(usage(files)).toEqual(EXPECTED);
  });

  it("has no limit where version 1 writes the largest number", () => {
    const files = v1("/sys/fs/cgroup/memory", "/sys/fs/cgroup/cpu");
    const unlimited = { ...files, "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n" };
    expect(usage(unlimited).memoryLimitBytes).toBeUndefined();
  });

  it("has no limit where version 2 writes max", () => {
    const files = { "/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/memory.max": "max\n" };
    expect(usage(files)).toEqual({
      memoryLimitBytes: undefined,
      memoryUsageBytes: undefined,
      throttledSeconds: undefined,
    });
  });

  it("says nothing where there are no control groups", () => {
    expect(usage({})).toEqual({
      memoryLimitBytes: undefined,
      memoryUsageBytes: undefined,
      throttledSeconds: undefined,
    });
  });

  it("is not negative when reclaimable cache exceeds usage for a moment", () => {
    const files = v1("/sys/fs/cgroup/memory", "/sys/fs/cgroup/cpu");
    expect(usage({ ...files, "/sys/fs/cgroup/memory/memory.usage_in_bytes": "1\n" }).memoryUsageBytes).toBe(0);
  });
});

describe("recording the control group", () => {
  it("exposes limit, usage and throttled time, and no limit once it is gone", () => {
    const files: Record<string, string> = v1("/sys/fs/cgroup/memory", "/sys/fs/cgroup/cpu");
    const recorder = new MetricsRecorder(metricsOf(catalogue), {
      labelSets: catalogue.droppedLabelSets,
      values: catalogue.droppedValues,
    });
    const record = cgroupRecorder(recorder, from(files));
    const value = (name: string) => {
      record();
      return sampleValue(parseText(renderText(recorder.families())), name);
    };
    expect(value("quantflow_cgroup_memory_limit_bytes")).toBe(268_435_456);
    expect(value("quantflow_cgroup_memory_usage_bytes")).toBe(100_000_000);
    expect(value("quantflow_cgroup_cpu_throttled_seconds_total")).toBe(1.5);
    files["/sys/fs/cgroup/cpu/cpu.stat"] = "throttled_time 4000000000\n";
    files["/sys/fs/cgroup/memory/memory.limit_in_bytes"] = "9223372036854771712\n";
    expect(value("quantflow_cgroup_cpu_throttled_seconds_total")).toBe(4);
    expect(value("quantflow_cgroup_memory_limit_bytes")).toBeUndefined();
  });
});
