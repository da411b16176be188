import { describe, expect, it } from "vitest";
import { ground } from "../../dashboards/ground/index.ts";
import { type DrawnPanel, panelsOf } from "../../lib/dashboards/index.ts";

const panel = (key: string): DrawnPanel => {
  const found = panelsOf(ground).find((one): one is DrawnPanel => one.key === key && "queries" in one);
  if (!found) throw new Error(`the dashboard of the ground has no panel ${key}`);
  return found;
};
const asked = (key: string): readonly string[] => panel(key).queries.map(({ promql }) => promql);

describe("the dashboard of the ground", () => {
  it("has a tab for the host, the application's process and Node-RED", () => {
    expect(ground.tabs.map(({ title }) => title)).toEqual(["Host", "Application", "Node-RED"]);
  });

  it("draws of what every program and every probe has only the one that is meant", () => {
    expect(asked("process-cpu")[0]).toBe(
      'rate(process_cpu_seconds_total{job="quantflow",instance=~"$instance"}[$__rate_interval])',
    );
    expect(asked("uptime")).toEqual(['time() - process_start_time_seconds{job="quantflow",instance=~"$instance"}']);
    expect(asked("node-red-probe-time")).toEqual(['probe_duration_seconds{job="node-red",instance=~"$instance"}']);
  });

  it("shares out the time of all processors together, idle left out", () => {
    const modes = asked("host-cpu").flatMap((promql) => /mode=~"([^"]+)"/.exec(promql)?.[1]?.split("|") ?? []);
    expect([...modes].sort()).toEqual(["irq", "nice", "softirq", "steal", "system", "user"]);
    expect(asked("host-cpu")[2]).toBe(
      'sum(avg by (mode) (rate(node_cpu_seconds_total{job=~"$job",instance=~"$instance",mode=~"steal"}[$__rate_interval])))',
    );
    expect(panel("host-cpu")).toMatchObject({ unit: "percentunit", min: 0, max: 1 });
  });

  it("foresees the disk by the trend that the alert goes by, and never below nothing", () => {
    expect(asked("disk-free")[1]).toBe(
      'max by (device) (clamp_min(predict_linear(node_filesystem_avail_bytes{job=~"$job",instance=~"$instance",fstype=~"ext3|ext4|xfs|btrfs|zfs|f2fs"}[6h], 1d), 0))',
    );
    expect(panel("disk-free").watchedBy.map(({ name }) => name)).toEqual(["DiskFilling"]);
  });

  it("judges by the limits of the alerts", () => {
    const limits = ["disk-free-share", "host-clock-offset", "memory-share", "process-cpu", "event-loop"].map((key) => [
      key,
      panel(key).thresholds,
    ]);
    expect(Object.fromEntries(limits)).toEqual({
      "disk-free-share": [{ value: 0.05, alert: "DiskNearlyFull" }],
      "host-clock-offset": [{ value: 0.05, alert: "HostClockSkew" }],
      "memory-share": [
        { value: 0.7, alert: "HighMemoryUsage" },
        { value: 0.9, alert: "MemoryNearLimit" },
      ],
      "process-cpu": [{ value: 0.8, alert: "HighCPUUsage" }],
      "event-loop": [{ value: 0.25, alert: "EventLoopLag" }],
    });
    expect(panel("disk-free-share").bad).toBe("low");
  });
});
