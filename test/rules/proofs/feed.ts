import type { Proof } from "../proof.ts";

const app = 'job="quantflow",instance="quantflow-app:9464"';
const latency = (suffix: string, le?: string) =>
  `quantflow_websocket_latency_seconds_${suffix}{${app},stream="trade"${le ? `,le="${le}"` : ""}}`;
const subscriptions = `quantflow_active_subscriptions{${app}}`;
const updates = `quantflow_price_updates_total{${app},stream="trade"}`;
const lastMessage = `quantflow_feed_last_message_timestamp_seconds{${app},stream="trade"}`;
const connected = `quantflow_feed_connected{${app}}`;

export const feed: readonly Proof[] = [
  {
    alert: "HighLatency",
    // One event a second; from 5 min to 15 min every one is between 0.5 s and 0.6 s old.
    series: {
      [latency("bucket", "0.5")]: "0+15x19 285x39 300+15x59",
      [latency("bucket", "0.6")]: "0+15x119",
      [latency("bucket", "+Inf")]: "0+15x119",
      [latency("count")]: "0+15x119",
    },
    silentAt: ["4m", "5m45s"],
    firesAt: "12m",
    resolvedAt: "21m",
    labels: { job: "quantflow", stream: "trade", severity: "warning", owner: "trading" },
    summary: "Prices of trade arrive late",
    description:
      "One trade event in a hundred is older than 599ms when it is applied (over 5 min; limit 500 ms, for 1 min).",
    silent: [
      {
        when: "hardly anything arrives",
        series: {
          [latency("bucket", "0.5")]: "0x119",
          [latency("bucket", "0.6")]: "0+0.25x119",
          [latency("bucket", "+Inf")]: "0+0.25x119",
          [latency("count")]: "0+0.25x119",
        },
        at: ["5m", "10m", "20m"],
      },
      {
        when: "one event in two hundred is late",
        series: {
          [latency("bucket", "0.5")]: "0+199x119",
          [latency("bucket", "0.6")]: "0+200x119",
          [latency("bucket", "+Inf")]: "0+200x119",
          [latency("count")]: "0+200x119",
        },
        at: ["5m", "10m", "20m"],
      },
    ],
  },
  {
    alert: "LowMessageRate",
    series: { [updates]: "0+15x39 585x59 600+15x39", [subscriptions]: "4x140" },
    silentAt: ["9m", "14m"],
    firesAt: "18m",
    resolvedAt: "26m",
    labels: { job: "quantflow", severity: "warning", owner: "trading" },
    summary: "Few price updates",
    description:
      "The application is subscribed, yet price updates have come at 0 per second over 5 min, below 10 per minute for 2 min.",
    silent: [
      {
        when: "nothing is subscribed",
        series: { [updates]: "0x120", [subscriptions]: "0x120" },
        at: ["10m", "20m"],
      },
      {
        when: "11 updates a minute arrive",
        series: { [updates]: "0+2.75x120", [subscriptions]: "4x120" },
        at: ["10m", "20m"],
      },
      {
        when: "two instances together get enough",
        series: {
          [updates]: "0+1.5x120",
          [updates.replace("quantflow-app:", "quantflow-app-2:")]: "0+1.5x120",
          [subscriptions]: "4x120",
        },
        at: ["10m", "20m"],
      },
    ],
  },
  {
    alert: "FeedStale",
    // The time of a sample is its position, so this stops at 4 min 45 s and goes on at 10 min.
    series: { [lastMessage]: "0+15x19 285x19 600+15x39", [subscriptions]: "4x80" },
    silentAt: ["5m15s", "5m45s"],
    firesAt: "6m",
    resolvedAt: "10m",
    labels: {
      job: "quantflow",
      instance: "quantflow-app:9464",
      stream: "trade",
      severity: "critical",
      owner: "trading",
    },
    summary: "No prices from trade",
    description: "The last trade event was applied 1m 15s ago (limit 30 s, for 30 s): decisions rest on old prices.",
    silent: [
      {
        when: "nothing is subscribed",
        series: { [lastMessage]: "0x80", [subscriptions]: "0x80" },
        at: ["5m", "15m"],
      },
      {
        when: "the stream pauses for 30 s",
        series: { [lastMessage]: "0+15x19 285 285 330+15x40", [subscriptions]: "4x80" },
        at: ["5m15s", "5m30s", "5m45s", "6m"],
      },
    ],
  },
  {
    alert: "FeedDisconnected",
    series: { [connected]: "1x19 0x19 1x39" },
    silentAt: ["4m", "5m45s"],
    firesAt: "6m",
    resolvedAt: "10m",
    labels: { job: "quantflow", instance: "quantflow-app:9464", severity: "critical", owner: "trading" },
    summary: "The exchange is disconnected",
    description: "quantflow-app:9464 has had no subscribed connection to the exchange for 1 min: no prices arrive.",
    silent: [
      {
        when: "it reconnects within a minute",
        series: { [connected]: "1x19 0x2 1x40" },
        at: ["5m30s", "6m", "7m"],
      },
    ],
  },
];
