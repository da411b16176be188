import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, it } from "vitest";
import { counter, gauge, histogram } from "../../../lib/metrics/definitions.ts";
import {
  days,
  gibibytes,
  hours,
  milliseconds,
  minutes,
  percent,
  perMinute,
  seconds,
  type Unit,
} from "../../../lib/metrics/units.ts";
import {
  above,
  absent,
  absolute,
  added,
  age,
  always,
  and,
  atLeast,
  average,
  below,
  buckets,
  changes,
  count,
  counted,
  difference,
  highest,
  increase,
  is,
  labelled,
  lowest,
  max,
  mean,
  meanObservation,
  min,
  not,
  observations,
  observed,
  or,
  orZero,
  predicted,
  present,
  promql,
  quantile,
  rate,
  rateInterval,
  ratio,
  remaining,
  seen,
  shareOf,
  shownRange,
  slowerThan,
  sum,
  top,
  total,
  union,
  unless,
  type Vector,
  value,
  where,
  within,
} from "../../../lib/promql/index.ts";

const calls = counter({ name: "calls_total", help: "", unit: "items", labels: { code: ["200", "500"] } });
const cpu = counter({ name: "cpu_seconds_total", help: "", unit: "seconds" });
const free = gauge({ name: "free_bytes", help: "", unit: "bytes", labels: { disk: { upTo: 3 } } });
const size = gauge({ name: "size_bytes", help: "", unit: "bytes", labels: { disk: { upTo: 3 } } });
const started = gauge({ name: "start_time_seconds", help: "", unit: "timestamp" });
const up = gauge({ name: "up", help: "", unit: "boolean" });
const wait = histogram({
  name: "wait_seconds",
  help: "",
  unit: "seconds",
  labels: { path: { upTo: 3 } },
  buckets: [milliseconds(500), seconds(60)],
});
const window = minutes(5);

const spent = ratio(
  sum(rate(where(calls, { code: "500" }), window), { by: ["job"] }),
  sum(rate(calls, window), { by: ["job"] }),
);
const down = { unit: "boolean", value: 0, promql: "0", text: "down" } as const;

const expressions: readonly (readonly [printed: string, expression: Vector<string, Unit>])[] = [
  [String.raw`up{job=~"a|b\\.c"}`, value(where(up, { job: ["a", "b.c"] }))],
  [String.raw`up{job="say \"x\""}`, value(where(up, { job: 'say "x"' }))],
  ['free_bytes{disk=~"$disk"}', value(where(free, { disk: { variable: "$disk" } }))],
  ['rate(calls_total{code="500"}[5m])', rate(where(calls, { code: "500" }), window)],
  ["rate(calls_total[$__rate_interval])", rate(calls, rateInterval)],
  ["increase(calls_total[5m])", increase(calls, window)],
  ["changes(start_time_seconds[5m])", changes(started, window)],
  ["count by (job) (present_over_time(free_bytes[5m]))", seen(free, { by: ["job"], over: window })],
  ["min_over_time(free_bytes[5m])", lowest(free, window)],
  ["max_over_time(free_bytes[5m])", highest(free, window)],
  ["avg_over_time(up[5m])", mean(up, window)],
  ["present_over_time(up[5m])", present(up, window)],
  ["predict_linear(free_bytes[6h], 4h)", predicted(free, { from: hours(6), ahead: hours(4) })],
  ["time() - start_time_seconds", age(started)],
  ["increase(calls_total[$__range])", increase(calls, shownRange)],
  ["rate(wait_seconds_count[5m])", observations(wait, window)],
  ["increase(wait_seconds_count[5m])", counted(wait, window)],
  ["sum by (le) (rate(wait_seconds_bucket[5m]))", buckets(wait, { over: window })],
  ["sum by (path, le) (rate(wait_seconds_bucket[5m]))", buckets(wait, { by: ["path"], over: window })],
  ["free_bytes + free_bytes", total(value(free), value(free))],
  ["up == bool 0", not(value(up))],
  ["free_bytes and on (job) up == 0", and(value(free), is(value(up), down), { on: ["job"] })],
  ["rate(wait_seconds_sum[5m])", observed(wait, window)],
  [
    "histogram_quantile(0.99, sum by (path, le) (rate(wait_seconds_bucket[5m])))",
    quantile(0.99, wait, { by: ["path"], over: window }),
  ],
  [
    String.raw`sum by (path) (increase((wait_seconds_count - ignoring (le) wait_seconds_bucket{le=~"60|60\\.0"})[5m:]))`,
    slowerThan(seconds(60), wait, { by: ["path"], over: window }),
  ],
  [
    'sum(increase((wait_seconds_count - ignoring (le) wait_seconds_bucket{le="0.5"})[5m:]))',
    slowerThan(milliseconds(500), wait, { by: [], over: window }),
  ],
  ['rate(wait_seconds_bucket{le="0.5"}[5m])', within(milliseconds(500), wait, window)],
  [
    "sum by (path) (rate(wait_seconds_sum[5m])) / sum by (path) (rate(wait_seconds_count[5m]))",
    meanObservation(wait, { by: ["path"], over: window }),
  ],
  ["sum by (code) (rate(calls_total[5m]))", sum(rate(calls, window), { by: ["code"] })],
  ["max(free_bytes)", max(value(free), { by: [] })],
  ["min by (job) (free_bytes)", min(value(free), { by: ["job"] })],
  ["avg by (job) (free_bytes)", average(value(free), { by: ["job"] })],
  ["count by (job) (up == 0)", count(is(value(up), down), { by: ["job"] })],
  ["topk(3, free_bytes)", top(3, value(free))],
  ["clamp_min(free_bytes, 1 * 1024 * 1024 * 1024)", atLeast(value(free), gibibytes(1))],
  ["sum_over_time(rate(calls_total[5m])[1d:5m])", added(rate(calls, window), { over: days(1), every: window })],
  [
    "sum_over_time((free_bytes / size_bytes)[1h:1m])",
    added(ratio(value(free), value(size)), { over: hours(1), every: minutes(1) }),
  ],
  ['label_replace(free_bytes, "volume", "$1", "disk", "(.*)")', labelled(value(free), { as: "volume", from: "disk" })],
  ['label_replace(free_bytes, "tier", "cold", "", "")', labelled(value(free), { as: "tier", value: "cold" })],
  ["abs(free_bytes)", absolute(value(free))],
  ["free_bytes / size_bytes", ratio(value(free), value(size))],
  ["(size_bytes - free_bytes) / size_bytes", ratio(difference(value(size), value(free)), value(size))],
  ["size_bytes - (size_bytes - free_bytes)", difference(value(size), difference(value(size), value(free)))],
  ["free_bytes / size_bytes < 0.05", below(ratio(value(free), value(size)), percent(5))],
  ["sum(rate(calls_total[5m])) > 10 / 60", above(sum(rate(calls, window), { by: [] }), perMinute(10))],
  [
    "up == 0 unless on (job) rate(cpu_seconds_total[5m]) > 0.5",
    unless(is(value(up), down), above(rate(cpu, window), percent(50)), { on: ["job"] }),
  ],
  [
    "up == 0 unless on () (up == 0 and on (job) rate(cpu_seconds_total[5m]) > 0.5)",
    unless(is(value(up), down), and(is(value(up), down), above(rate(cpu, window), percent(50)), { on: ["job"] }), {
      on: [],
    }),
  ],
  [`${spent.promql} > 0.1 or ${spent.promql} > 0.05`, or(above(spent, percent(10)), above(spent, percent(5)))],
  [
    "up == 0 and on (job) (up == 0 or up == 0)",
    and(is(value(up), down), or(is(value(up), down), is(value(up), down)), { on: ["job"] }),
  ],
  [
    "(stddev by (job) (up)) < 0.5",
    below(promql("stddev by (job) (up)", { labels: ["job"], unit: "ratio" }), percent(50)),
  ],
  ["free_bytes / size_bytes / 0.05", shareOf(ratio(value(free), value(size)), percent(5))],
  ["1 - free_bytes / size_bytes", remaining(ratio(value(free), value(size)))],
  [
    "count by (job) (up == 0) or 0 * count by (job) (up)",
    orZero(count(is(value(up), down), { by: ["job"] }), count(value(up), { by: ["job"] })),
  ],
  [
    'label_replace(up, "tier", "hot", "", "") or label_replace(up, "tier", "cold", "", "")',
    union(labelled(value(up), { as: "tier", value: "hot" }), labelled(value(up), { as: "tier", value: "cold" })),
  ],
  ['absent(up{job="a"})', absent(up, { job: "a" })],
  ["vector(1)", always],
];

describe("a built expression", () => {
  it.each(expressions)("prints %s", (printed, { promql: text }) => {
    expect(text).toBe(printed);
  });

  it.each(expressions.filter(([printed]) => !printed.includes("$")))("is PromQL: %s", (_, { promql: text }) => {
    const mistakes: string[] = [];
    parser.parse(text).iterate({ enter: (node) => void (node.type.isError && mistakes.push(text.slice(node.from))) });
    expect(mistakes).toEqual([]);
  });
});

describe("what an expression says of itself", () => {
  it("is the labels that its series have", () => {
    expect(rate(calls, window).labels).toEqual(["code", "job", "instance"]);
    expect(sum(rate(calls, window), { by: ["code"] }).labels).toEqual(["code"]);
    expect(absent(up, { job: "a" }).labels).toEqual(["job"]);
    expect(labelled(value(free), { as: "job", from: "disk" }).labels).toEqual(["disk", "job", "instance"]);
    expect(always.labels).toEqual([]);
    expect(top(3, value(free)).labels).toEqual(["disk", "job", "instance"]);
    expect(count(value(free), { by: ["disk"] }).labels).toEqual(["disk"]);
    expect(buckets(wait, { over: window }).labels).toEqual(["le"]);
    expect(buckets(wait, { by: ["path"], over: window }).labels).toEqual(["path", "le"]);
    expect(promql("x", { labels: ["job"], unit: "bytes" }).labels).toEqual(["job"]);
  });

  it("is its unit: seconds per second are a ratio, series are counted", () => {
    expect(rate(calls, window).unit).toBe("items/s");
    expect(rate(cpu, window).unit).toBe("ratio");
    expect(observed(wait, window).unit).toBe("ratio");
    expect(seen(free, { by: [], over: window }).unit).toBe("items");
    expect(age(started).unit).toBe("seconds");
    expect(count(value(free), { by: [] }).unit).toBe("items");
    expect(within(milliseconds(500), wait, window).unit).toBe("items/s");
    expect(meanObservation(wait, { by: [], over: window }).unit).toBe("seconds");
    expect(or(above(spent, percent(10)), above(spent, percent(5))).threshold.text).toBe("10 %");
    expect(quantile(0.5, wait, { by: [], over: window }).unit).toBe("seconds");
    expect(buckets(wait, { over: window }).unit).toBe("items/s");
    expect(counted(wait, window).unit).toBe("items");
    expect(total(value(free), value(size)).unit).toBe("bytes");
    expect(not(value(up)).unit).toBe("boolean");
  });
});

describe("a question that has no answer", () => {
  it("fails to count what is slower than a bound that is no bucket", () => {
    expect(() => slowerThan(seconds(61), wait, { by: [], over: window })).toThrow("61 s is no bucket of wait_seconds");
  });

  it("fails on a window of nothing", () => {
    expect(() => rate(calls, minutes(0))).toThrow("a duration must be at least 1 ms, got 0 min");
  });
});
