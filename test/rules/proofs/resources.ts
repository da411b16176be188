import type { Proof } from "../proof.ts";

const app = 'job="quantflow",instance="quantflow-app:9464"';
const instance = { job: "quantflow", instance: "quantflow-app:9464" };
const used = `quantflow_cgroup_memory_usage_bytes{${app}}`;
const allowed = `quantflow_cgroup_memory_limit_bytes{${app}}`;
const lag = (suffix: string, le?: string) =>
  `quantflow_event_loop_lag_seconds_${suffix}{${app}${le ? `,le="${le}"` : ""}}`;

export const resources: readonly Proof[] = [
  {
    alert: "HighMemoryUsage",
    series: { [used]: "100000000x19 400000000x39 100000000x39", [allowed]: "500000000x99" },
    silentAt: ["4m", "9m45s"],
    firesAt: "10m",
    resolvedAt: "15m",
    labels: { ...instance, severity: "warning", owner: "platform" },
    summary: "QuantFlow uses much memory",
    description: "quantflow-app:9464 has used 80% of its container's memory limit (alert above 70 %) for 5 min.",
    silent: [
      {
        when: "600 MB are a third of what it may have",
        series: { [used]: "600000000x60", [allowed]: "1800000000x60" },
        at: ["10m", "14m"],
      },
      { when: "there is no limit", series: { [used]: "629145600x60" }, at: ["10m", "14m"] },
    ],
  },
  {
    alert: "MemoryLeak",
    // Half a megabyte a minute upon 200 MB of 500; after five hours it is restarted.
    every: "1m",
    series: { [used]: "200000000+500000x299 100000000x60", [allowed]: "500000000x360" },
    silentAt: ["60m", "170m"],
    firesAt: "200m",
    resolvedAt: "301m",
    labels: { ...instance, severity: "warning", owner: "trading" },
    summary: "QuantFlow's memory grows without end",
    description:
      "By the trend of 3 h, quantflow-app:9464 reaches its container's memory limit within 12 h; it has done so for 3 h.",
    silent: [
      {
        when: "it has just started and takes what it needs",
        series: { [used]: "60000000+5000000x30 210000000x210", [allowed]: "500000000x240" },
        at: ["30m", "60m", "120m", "200m", "239m"],
      },
      {
        when: "it grows far below its limit",
        series: { [used]: "50000000+500000x240", [allowed]: "500000000x240" },
        at: ["120m", "200m"],
      },
      {
        when: "its garbage is collected every half hour",
        series: { [used]: "200000000+3000000x29 ".repeat(16), [allowed]: "500000000x480" },
        at: ["200m", "300m", "420m", "479m"],
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
      [used]: "100000000x19 475000000x19 100000000x39",
      [allowed]: "500000000x79",
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
        series: { [used]: "475000000x40" },
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
