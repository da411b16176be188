/** Source: https://prometheus.io/docs/practices/naming and /docs/concepts/data_model */
import { type AnyMetric, counter, gauge } from "../definitions.ts";
import { originOf } from "../origin.ts";
import type { BaseUnit } from "../units.ts";
import type { Convention } from "./convention.ts";

const help = "Something to count.";
const units: Readonly<Partial<Record<BaseUnit, string>>> = {
  seconds: "_seconds",
  bytes: "_bytes",
  ratio: "_ratio",
  timestamp: "_timestamp_seconds",
};
const UNIT_WORDS = /_(?:nano|micro|milli)?(seconds|bytes|ratio|percent|minutes|hours)$/;
const base = (name: string): string => name.replace(/_total$/, "");

export const characters: Convention = {
  id: "name/characters",
  summary: "A name is words in lower case, joined by single underscores",
  why: "Prometheus takes letters, digits, underscores and colons; a colon is kept for recording rules, and two spellings of one name are two metrics.",
  bad: ["quantflow-trades_total", "9_trades_total", "", "job:trades_total", "quantflowTrades_total", "a__total"].map(
    (name) => [counter({ name, help, unit: "items" })],
  ),
  good: [[counter({ name: "quantflow_trades_total", help, unit: "items" })]],
  run: ({ name }) =>
    /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)
      ? []
      : [`is named ${JSON.stringify(name)}: write words in lower case with underscores between them`],
};

export const total: Convention = {
  id: "name/total",
  summary: "A name ends in `_total` if, and only if, it is a counter's",
  why: "Whoever reads a query sees by the name alone whether `rate` belongs around it.",
  bad: [
    [counter({ name: "quantflow_trades", help, unit: "items" })],
    [gauge({ name: "quantflow_positions_total", help, unit: "items" })],
  ],
  good: [
    [counter({ name: "quantflow_trades_total", help, unit: "items" })],
    [gauge({ name: "quantflow_positions", help, unit: "items" })],
  ],
  run: ({ name, type }) => {
    if (name.endsWith("_total") === (type === "counter")) return [];
    return type === "counter"
      ? [`is a counter: name it ${name}_total`]
      : [`is a ${type}: name it ${base(name)}, or make it a counter if it only grows`];
  },
};

export const unit: Convention = {
  id: "name/unit",
  summary: "A name ends in its unit, unless it counts things, tells a state or is money",
  why: "The unit is in no sample: a threshold of 500 against a metric in seconds looks right and never fires.",
  bad: [
    [gauge({ name: "quantflow_latency", help, unit: "seconds" })],
    [gauge({ name: "quantflow_latency_milliseconds", help, unit: "seconds" })],
    [gauge({ name: "quantflow_last_message_seconds", help, unit: "timestamp" })],
    [gauge({ name: "quantflow_queue_bytes", help, unit: "items" })],
  ],
  good: [
    [gauge({ name: "quantflow_latency_seconds", help, unit: "seconds" })],
    [gauge({ name: "quantflow_last_message_timestamp_seconds", help, unit: "timestamp" })],
    [counter({ name: "quantflow_throttled_seconds_total", help, unit: "seconds" })],
    [gauge({ name: "quantflow_portfolio_value", help, unit: "usdt" })],
  ],
  run: (metric) => {
    const stem = base(metric.name);
    const wanted = units[metric.unit];
    if (wanted === undefined) return unnamed(metric, UNIT_WORDS.exec(stem)?.[1]);
    return stem.endsWith(wanted) ? [] : [`is in ${wordsOf(metric.unit)}: name it ${corrected(metric, wanted)}`];
  },
};

const unnamed = ({ unit: own }: AnyMetric, said: string | undefined): readonly string[] =>
  said === undefined ? [] : [`says ${said} in its name and is defined in ${own}: correct the one or the other`];

const wordsOf = (own: BaseUnit): string => (own === "timestamp" ? "seconds since the epoch" : own);

const corrected = ({ name, type }: AnyMetric, wanted: string): string =>
  base(name)
    .replace(UNIT_WORDS, "")
    .replace(/_timestamp$/, "") +
  wanted +
  (type === "counter" ? "_total" : "");

export const suffix: Convention = {
  id: "name/suffix",
  summary: "A name ends in no suffix that a type adds",
  why: "`_bucket`, `_sum`, `_count` and `_created` are series of histograms and counters; a metric named so hides one or is taken for one.",
  bad: ["quantflow_order_count", "quantflow_order_sum", "quantflow_order_bucket", "quantflow_order_created"].map(
    (name) => [gauge({ name, help, unit: "items" })],
  ),
  good: [[gauge({ name: "quantflow_orders", help, unit: "items" })]],
  run: ({ name }) => {
    const found = /_(bucket|sum|count|created)$/.exec(name)?.[0];
    return found ? [`ends in ${found}, which belongs to a type: say what is measured instead`] : [];
  },
};

const first = gauge({ name: "quantflow_orders", help, unit: "items" });

export const duplicate: Convention = {
  id: "name/duplicate",
  summary: "A name is defined once",
  why: "Of two metrics with one name a scrape holds both series, and Prometheus refuses the second or the whole scrape.",
  bad: [[first, gauge({ name: "quantflow_orders", help, unit: "items" })]],
  good: [[first, gauge({ name: "quantflow_positions", help, unit: "items" })], [first]],
  run: (metric, all) => {
    const before = all.slice(0, all.indexOf(metric)).find(({ name }) => name === metric.name);
    return before ? [`is defined already at ${originOf(before)}: use that one, or give this another name`] : [];
  },
};
