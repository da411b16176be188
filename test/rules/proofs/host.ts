import type { Proof } from "../proof.ts";

const node = 'job="node",instance="node-exporter:9100"';
const target = { job: "node", instance: "node-exporter:9100" };
const disk = { device: "/dev/vda1" };
const filesystem = (metric: string, mountpoint = "/") =>
  `node_filesystem_${metric}_bytes{${node},device="/dev/vda1",fstype="ext4",mountpoint="${mountpoint}"}`;

export const host: readonly Proof[] = [
  {
    alert: "OomKill",
    series: { [`node_vmstat_oom_kill{${node}}`]: "0x39 1x99" },
    silentAt: ["9m"],
    firesAt: "11m",
    resolvedAt: "21m",
    labels: { ...target, severity: "critical", owner: "platform" },
    summary: "The kernel killed a process for its memory",
    description:
      "About 1 processes were killed on the host of node-exporter:9100 within 10 min: a container hit its limit, or the host is out of memory.",
    silent: [
      {
        when: "the last kill was before the exporter started",
        series: { [`node_vmstat_oom_kill{${node}}`]: "7x80" },
        at: ["5m", "15m"],
      },
    ],
  },
  {
    alert: "DiskFilling",
    // 30 GB free, 30 MB less every minute; after two hours somebody cleans up.
    every: "1m",
    series: {
      [filesystem("avail")]: "30000000000-30000000x119 60000000000x20",
      [filesystem("size")]: "100000000000x140",
    },
    silentAt: ["50m"],
    firesAt: "70m",
    resolvedAt: "121m",
    labels: { ...target, ...disk, severity: "warning", owner: "platform" },
    summary: "/dev/vda1 will be full within 24 h",
    description: "By the trend of 6 h, /dev/vda1 on node-exporter:9100 is full within 24 h.",
    silent: [
      {
        when: "the disk is more than half empty",
        series: { [filesystem("avail")]: "60000000000-60000000x120", [filesystem("size")]: "100000000000x120" },
        at: ["90m", "119m"],
      },
      {
        when: "the trend takes three days",
        series: { [filesystem("avail")]: "30000000000-7000000x120", [filesystem("size")]: "100000000000x120" },
        at: ["90m", "119m"],
      },
    ],
  },
  {
    alert: "DiskNearlyFull",
    series: {
      [filesystem("avail")]: "30000000000x19 3000000000x39 30000000000x39",
      [filesystem("size")]: "100000000000x100",
      // The same disk, mounted twice, is one alert.
      [filesystem("avail", "/var/lib/docker")]: "30000000000x19 3000000000x39 30000000000x39",
      [filesystem("size", "/var/lib/docker")]: "100000000000x100",
    },
    silentAt: ["4m", "9m45s"],
    firesAt: "10m",
    resolvedAt: "15m",
    labels: { ...target, ...disk, severity: "critical", owner: "platform" },
    summary: "/dev/vda1 is nearly full",
    description: "3% of /dev/vda1 on node-exporter:9100 is free, below 5 % for 5 min: databases stop when it is full.",
    silent: [
      {
        when: "a file system in memory is full",
        series: {
          [filesystem("avail").replace("ext4", "tmpfs")]: "0x60",
          [filesystem("size").replace("ext4", "tmpfs")]: "4096x60",
        },
        at: ["10m", "14m"],
      },
      {
        when: "a tenth is free",
        series: { [filesystem("avail")]: "10000000000x60", [filesystem("size")]: "100000000000x60" },
        at: ["10m", "14m"],
      },
    ],
  },
  {
    alert: "HostClockUnsynchronised",
    every: "1m",
    series: {
      [`node_timex_sync_status{${node}}`]: "1x9 0x79 1x20",
      [`node_timex_maxerror_seconds{${node}}`]: "0.001x9 16x79 0.001x20",
      [`node_timex_offset_seconds{${node}}`]: "0x110",
    },
    silentAt: ["9m", "70m"],
    firesAt: "80m",
    resolvedAt: "91m",
    labels: { ...target, severity: "warning", owner: "platform" },
    summary: "Nobody keeps the host's clock",
    description:
      "The clock of node-exporter:9100's host has followed no time server for 1 h: it drifts, and its offset reads 0 while it does.",
    silent: [
      {
        when: "its keeper corrects it without telling the kernel that it does",
        series: {
          [`node_timex_sync_status{${node}}`]: "0x110",
          [`node_timex_maxerror_seconds{${node}}`]: "0.02x110",
        },
        at: ["80m", "100m"],
      },
      {
        when: "it is synchronised again within the hour",
        series: {
          [`node_timex_sync_status{${node}}`]: "0x40 1x70",
          [`node_timex_maxerror_seconds{${node}}`]: "16x40 0.001x70",
        },
        at: ["30m", "70m", "100m"],
      },
    ],
  },
  {
    alert: "HostClockSkew",
    series: { [`node_timex_offset_seconds{${node}}`]: "0x19 -0.1x39 0x39" },
    silentAt: ["4m", "9m45s"],
    firesAt: "10m",
    resolvedAt: "15m",
    labels: { ...target, severity: "warning", owner: "platform" },
    summary: "The host's clock is off",
    description:
      "The kernel reckons that the clock of node-exporter:9100's host is 100ms off its reference (limit 50 ms, for 5 min).",
    silent: [
      {
        when: "it is a few milliseconds off",
        series: { [`node_timex_offset_seconds{${node}}`]: "0.004x60" },
        at: ["10m", "14m"],
      },
    ],
  },
];
