// Mistakes that the compiler finds, one a line under its title; what it says of each is pinned in wrong.messages.txt.
import { alert } from "../../lib/alerting/rules/alert.ts";
import { record } from "../../lib/alerting/rules/record.ts";
import { slo } from "../../lib/alerting/rules/slo.ts";
import { labelVariable, query, stat, timeseries } from "../../lib/dashboards/index.ts";
import { counter, histogram, type Recorder } from "../../lib/metrics/definitions.ts";
import { days, items, mebibytes, milliseconds, minutes, percent, perMinute, seconds } from "../../lib/metrics/units.ts";
import { above, absent, added, age, and, atLeast, average, count, increase, max, mean, meanObservation, min, or, present, promql, quantile, rate, rateInterval, ratio, slowerThan, sum, top, value, where, within } from "../../lib/promql/index.ts";
import { address } from "../../lib/services/address.ts";
import type { Target } from "../../lib/services/target.ts";
import { processCpu, residentMemory } from "../../metrics/external/index.ts";
import type { Job } from "../../metrics/index.ts";
import { feedLastMessage, feedMessages, positionSize, priceUpdates, trades, websocketLatency } from "../../metrics/quantflow/index.ts";
import { FeedStale } from "../../rules/meanings/feed.ts";
import { redis } from "../../stacks/services/redis.ts";
import { quantflowTarget } from "../../stacks/services/quantflow-app.ts";

const latency = quantile(0.99, websocketLatency, { by: ["job", "stream"], over: minutes(5) });
const memory = query(value(residentMemory), (l) => l.instance);
const age99 = query(latency, (l) => l.stream);
const texts = { meaning: FeedStale, severity: "warning", owner: "trading", summary: () => "", description: () => "" } as const;
const objective = { name: "trades", job: "quantflow", owner: "trading", share: percent(99), over: days(14), says: () => "", meaning: { page: FeedStale, ticket: FeedStale } };
const panel = { title: "Latency", description: "How old an event is." };

// A label is misspelt in an aggregation
sum(rate(trades, minutes(5)), { by: ["simbol"] });
// An aggregation keeps a label that the one inside it dropped
max(sum(rate(trades, minutes(5)), { by: ["side"] }), { by: ["symbol"] });
// A quantile keeps a label that the histogram does not carry
quantile(0.99, websocketLatency, { by: ["symbol"], over: minutes(5) });
// A selector names a label that the metric does not carry
where(priceUpdates, { strem: "trade" });
// A selector names a value that the label never has
where(priceUpdates, { stream: "trades" });
// The rate of a gauge
rate(positionSize, minutes(5));
// The increase of a histogram by its base name
increase(websocketLatency, minutes(5));
// A histogram by its base name
value(websocketLatency);
// A counter as it stands
value(trades);
// A threshold of another unit
above(latency, mebibytes(500));
// A threshold without a unit
above(value(residentMemory), 500);
// A window as text
rate(processCpu, "5m");
// A match on a label that one side lacks
and(above(latency, seconds(1)), max(value(positionSize), { by: ["job"] }), { on: ["stream"] });
// A share of two units
ratio(sum(rate(trades, minutes(5)), { by: ["job"] }), sum(rate(processCpu, minutes(5)), { by: ["job"] }));
// A share of two sets of labels
ratio(sum(rate(trades, minutes(5)), { by: ["job", "side"] }), sum(rate(trades, minutes(5)), { by: ["job"] }));
// The smallest by a label that the series lack
min(value(residentMemory), { by: ["symbol"] });
// An average by a label that was aggregated away
average(sum(rate(trades, minutes(5)), { by: ["side"] }), { by: ["job"] });
// Series counted by a label that they lack
count(value(positionSize), { by: ["side"] });
// The number of the largest series behind the series
top(value(positionSize), 3);
// The mean over time of a counter
mean(trades, minutes(5));
// The presence of a histogram by its base name
present(websocketLatency, minutes(5));
// The mean of a gauge's observations
meanObservation(residentMemory, { by: ["job"], over: minutes(5) });
// A bucket's bound of another unit
within(mebibytes(500), websocketLatency, minutes(5));
// A bound without a unit
slowerThan(0.5, websocketLatency, { by: ["job"], over: minutes(5) });
// A floor of another unit
atLeast(rate(trades, minutes(5)), items(10));
// A sum over a window that only Grafana knows
added(rate(trades, minutes(5)), { over: rateInterval, every: minutes(1) });
// A choice between conditions of two units
or(above(value(residentMemory), mebibytes(500)), above(rate(processCpu, minutes(5)), percent(80)));
// A choice between conditions with other labels
or(above(latency, seconds(1)), above(quantile(0.99, websocketLatency, { by: ["job"], over: minutes(5) }), seconds(1)));
// A recording under a name that tells no level
record("quantflow_trades_rate", latency);
// A choice between what is no condition
or(latency, latency);
// A recording read by a label that it does not have
max(record("job:latency:quantile", latency), { by: ["instance"] });
// An objective whose failures are counted in another unit
slo({ ...objective, total: (over) => sum(rate(trades, over), { by: ["job"] }), bad: (over) => sum(rate(processCpu, over), { by: ["job"] }), minimum: () => perMinute(1) });
// An objective by stream, where routes need the job
slo({ ...objective, total: (over) => sum(rate(priceUpdates, over), { by: ["stream"] }), bad: (over) => sum(rate(priceUpdates, over), { by: ["stream"] }), minimum: () => perMinute(1) });
// A least traffic of another unit
slo({ ...objective, total: (over) => sum(rate(trades, over), { by: ["job"] }), bad: (over) => sum(rate(trades, over), { by: ["job"] }), minimum: () => items(1) });
// Raw PromQL whose unit nobody said
promql("x", { labels: ["job"] });
// Raw PromQL with a label that it does not claim
sum(promql("x", { labels: ["job"], unit: "items" }), { by: ["instance"] });
// The age of what is no point in time
age(positionSize);
// The absence of a series with a label that it never carries
absent(positionSize, { stream: "trade" });
// A text of an alert names a label that the condition dropped
alert("A", { ...texts, condition: above(sum(rate(trades, minutes(5)), { by: ["side"] }), { unit: "items/s", value: 1, promql: "1", text: "1" }), summary: (f) => f.label.symbol });
// An alert that does not say what it means
{ const { meaning: _, ...rest } = texts; alert("A", { ...rest, condition: above(latency, seconds(1)) }); }
// An alert of a severity that no route knows
alert("A", { ...texts, condition: above(latency, seconds(1)), severity: "error" });
// A legend names a label that the query dropped
query(latency, (l) => l.instance);
// Two units in one panel
timeseries("latency", { ...panel, queries: [age99, memory] });
// A panel's threshold of another unit
timeseries("latency", { ...panel, queries: [age99], thresholds: [percent(3)] });
// A panel without a query
stat("latency", { ...panel, queries: [] });
// A panel without a description
stat("latency", { title: "Latency", queries: [age99] });
// A point in time on a panel, which Grafana would read in milliseconds
stat("last", { ...panel, queries: [query(value(feedLastMessage), (l) => l.stream)] });
// A variable of a label that the metric does not carry
labelVariable("stream", { title: "Stream", metric: trades, label: "stream" });
// A recording without a label
export const unlabelled = (r: Recorder) => r.increment(trades, { symbol: "BTC" });
// A recording with a value that the label never has
export const unknown = (r: Recorder) => r.increment(feedMessages, { outcome: "lost" });
// A counter that is set
export const counterSet = (r: Recorder) => r.set(trades, { symbol: "BTC", side: "buy" }, 1);
// A bucket of another unit
histogram({ name: "x_seconds", help: "", unit: "seconds", buckets: [mebibytes(1)] });
// A unit that does not exist
counter({ name: "x", help: "", unit: "second" });
// A quantity that nobody converted
above(value(positionSize), milliseconds(500));
// A port that the service does not have
address(redis, "redsi");
// A job of the catalogue without a target
export const targets = { quantflow: quantflowTarget } satisfies { [J in Job]: Target<J> };
// A target under another job's name
export const target: Target<"redis"> = quantflowTarget;
// A window of Grafana's where a duration belongs
alert("A", { ...texts, condition: above(latency, seconds(1)), for: rateInterval });
// A gauge compared with a count in a unit that looks alike
above(value(feedLastMessage), items(0));
