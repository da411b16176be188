import type { Proof } from "../proof.ts";

const app = 'job="quantflow",instance="quantflow-app:9464"';
const instance = { job: "quantflow", instance: "quantflow-app:9464" };
const lag = (suffix: string, le?: string) =>
  `quantflow_event_loop_lag_seconds_${suffix}{${app}${le ? `,le="${le}"` : ""}}`;

export const resources: readonly Proof[] = [
  {
    alert: "HighMemoryUsage",
    series: { [`process_resident_memory_bytes{${app}}`]: "104857600x19 629145600x19 104857600x39" },
    silentAt: ["4m", "6m45s"],
    firesAt: "7m",
    resolvedAt: "10m",
    labels: { ...instance, severity: "warning", owner: "platform" },
    summary: "QuantFlow uses much memory",
    description: "quantflow-app:9464 has held 600MiB of memory (limit 500 MiB) for 2 min.",
    silent: [
      {
        when: "it holds exactly the limit",
        series: { [`process_resident_memory_bytes{${app}}`]: "524288000x40" },
        at: ["5m", "9m"],
      },
      {
        when: "another job holds that much",
        series: { 'process_resident_memory_bytes{job="prometheus",instance="prometheus:9090"}': "629145600x40" },
        at: ["5m", "9m"],
      },
    ],
  },
  {
    alert: "HighCPUUsage",
    // 0.2 cores, then 0.9 from 5 min to 20 min, then 0.2 again.
    series: { [`process_cpu_seconds_total{${app}}`]: "0+3x19 70.5+13.5x59 870+3x39" },
    silentAt: ["4m", "6m"],
    firesAt: "15m",
    resolvedAt: "26m",
    labels: { ...instance, severity: "warning", owner: "platform" },
    summary: "QuantFlow uses much processor time",
    description: "quantflow-app:9464 used 90% of a core on average of 5 min (limit 80 %, for 2 min).",
    silent: [
      {
        when: "it is busy for one minute",
        series: { [`process_cpu_seconds_total{${app}}`]: "0+3x19 72+15x3 120+3x40" },
        at: ["6m", "8m", "12m"],
      },
    ],
  },
  {
    alert: "MemoryNearLimit",
    series: {
      [`quantflow_cgroup_memory_usage_bytes{${app}}`]: "100000000x19 475000000x19 100000000x39",
      [`quantflow_cgroup_memory_limit_bytes{${app}}`]: "500000000x79",
    },
    silentAt: ["4m", "6m45s"],
    firesAt: "7m",
    resolvedAt: "10m",
    labels: { ...instance, severity: "critical", owner: "platform" },
    summary: "QuantFlow is about to be killed for its memory",
    description:
      "quantflow-app:9464 has used 95% of its container's memory limit (alert above 90 %) for 2 min: at 100 % the kernel kills it.",
    silent: [
      {
        when: "there is no limit",
        series: { [`quantflow_cgroup_memory_usage_bytes{${app}}`]: "475000000x40" },
        at: ["5m", "9m"],
      },
    ],
  },
  {
    alert: "EventLoopLag",
    // From 5 min to 15 min one block of 3 s in every 10 s: 4.5 s of 15 are lost, by 1.5 of 535 turns.
    series: {
      [lag("sum")]: "0+0.9x19 17.1+5.1x39 216.9+0.9x59",
      [lag("bucket", "0.2")]: "0+700x19 13300+533.5x39 34106.5+700x59",
      [lag("bucket", "+Inf")]: "0+700x19 13300+535x39 34165+700x59",
    },
    silentAt: ["4m", "6m45s"],
    firesAt: "14m",
    resolvedAt: "21m",
    labels: { ...instance, severity: "warning", owner: "trading" },
    summary: "QuantFlow's event loop is blocked",
    description:
      "quantflow-app:9464 ran late for 34% of the time (over 5 min; limit 25 %, for 2 min): in that time neither a price nor a scrape is served.",
    silent: [
      {
        when: "every turn is a millisecond late, as a timer's turns are",
        series: { [lag("sum")]: "0+0.9x79" },
        at: ["5m", "15m"],
      },
      {
        when: "one scrape in five minutes blocks for 3 s",
        series: { [lag("sum")]: "0+0.9x19 21+0.9x19 42+0.9x39" },
        at: ["6m", "9m", "11m", "15m"],
      },
    ],
  },
  {
    alert: "ClockSkew",
    series: { [`quantflow_clock_offset_seconds{${app}}`]: "0x19 -2x19 0x39" },
    silentAt: ["4m", "6m45s"],
    firesAt: "7m",
    resolvedAt: "10m",
    labels: { ...instance, severity: "warning", owner: "platform" },
    summary: "Our clock and the exchange's differ",
    description:
      "The clock of quantflow-app:9464 is 2s off the exchange's (limit 1 s, for 2 min): orders may be refused as too old.",
    silent: [
      {
        when: "half a second is the round trip's fault",
        series: { [`quantflow_clock_offset_seconds{${app}}`]: "0.5x40" },
        at: ["5m", "9m"],
      },
    ],
  },
];
