import { type Proof, quarters } from "../proof.ts";

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
        when: "3 of 220 events are late, which moves the quantile as far as if all were",
        series: {
          [latency("bucket", "0.5")]: "0+11x9 107+11x109",
          [latency("bucket", "0.6")]: "0+11x9 110+11x109",
          [latency("bucket", "+Inf")]: "0+11x9 110+11x109",
          [latency("count")]: "0+11x9 110+11x109",
        },
        at: ["3m", "4m", "5m", "6m", "10m"],
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
    // From 10 min on the connection is silent: ended after 45 s, made anew after 15 s.
    series: { [updates]: "0+15x39 585x59 600+15x39", [subscriptions]: `4x39 ${"4 4 4 0 ".repeat(15)}4x39` },
    silentAt: ["9m", "14m"],
    firesAt: "18m",
    staysAt: quarters(18, 25),
    resolvedAt: "26m",
    labels: { job: "quantflow", severity: "warning", owner: "trading" },
    summary: "Few price updates",
    description:
      "The application has been subscribed, yet price updates have come at 0 per second over 5 min, below 10 per minute for 2 min.",
    silent: [
      {
        when: "nothing is subscribed",
        series: { [updates]: "0x120", [subscriptions]: "0x120" },
        at: ["10m", "20m"],
      },
      {
        when: "the exchange has been gone for longer than the window",
        series: { [updates]: "0+15x39 585x80", [subscriptions]: "4x39 0x80" },
        at: ["15m15s", "20m", "25m"],
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
    // The time of a sample is its position, so this stops at 4 min 45 s and goes on at 10 min; meanwhile the silent
    // connection is ended after 45 s and made anew after 15 s, over and over.
    series: {
      [lastMessage]: "0+15x19 285x19 600+15x39",
      [subscriptions]: `12x19 ${"12 12 12 0 ".repeat(5)}12x39`,
      [connected]: `1x19 ${"1 1 1 0 ".repeat(5)}1x39`,
    },
    silentAt: ["5m15s", "5m45s"],
    firesAt: "6m",
    staysAt: quarters(6, 9.75),
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
        when: "the application has just started, which sets its last message to then",
        series: { [lastMessage]: "_x19 300x2", [connected]: "_x19 0x2" },
        at: ["5m", "5m15s", "5m30s"],
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
        when: "a silent connection is made anew, which is FeedStale's to tell",
        series: { [connected]: "1 1 1 0 ".repeat(20), [lastMessage]: "0x80" },
        at: ["5m", "10m", "19m"],
      },
      {
        when: "it reconnects within a minute",
        series: { [connected]: "1x19 0x2 1x40" },
        at: ["5m30s", "6m", "7m"],
      },
    ],
  },
];
