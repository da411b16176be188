import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { rulesDiffer, rulesDifferWith } from "../../../../lib/alerting/rules/difference.ts";
import { changedAlerts } from "./changed-alerts.ts";

const stale = {
  alert: "FeedStale",
  expr: 'time() - max by (exchange) (feed_last_message_seconds{job="quantflow"}) > 5',
  for: "1m",
  labels: { severity: "warning", owner: "trading" },
  annotations: { summary: "The feed is stale", description: "No message" },
};
type Rule = Readonly<Record<string, unknown>>;
const file = (rules: readonly Rule[], group: Rule = {}, name = "rules/feed-1.yml") =>
  new Map([[name, stringify({ groups: [{ name: "feed", ...group, rules }] })]]);
const lines = (before: readonly Rule[], after: readonly Rule[]) => rulesDiffer.describe(file(before), file(after));
const expr = (before: string, after: string) => lines([{ ...stale, expr: before }], [{ ...stale, expr: after }]);

describe("a difference of Prometheus rules", () => {
  it.each<[string, Rule, string]>([
    ["a threshold", { expr: stale.expr.replace("> 5", "> 10") }, "threshold 5 s -> 10 s"],
    ["the time before it fires", { for: "2m" }, "for 1m -> 2m"],
    ["a severity", { labels: { severity: "critical", owner: "trading" } }, "severity warning -> critical"],
    ["a label", { labels: { severity: "warning" } }, "label owner trading removed"],
    [
      "its texts",
      { annotations: { summary: "Stale", runbook_url: "http://x" } },
      "summary reworded, runbook_url added, description removed",
    ],
  ])("tells %s", (_, changed, told) => {
    expect(lines([stale], [{ ...stale, ...changed }])).toEqual([`alert FeedStale: ${told}`]);
  });

  it.each([
    ["rate(x_total[5m]) > 1", "rate(x_total[10m]) > 1", "window 5m -> 10m"],
    ["up == 0", 'up{job="x"} == 0', 'selector job="x" added'],
    ['up{job="x"} == 0', 'up{job="y"} == 0', 'selector job="x" -> job="y"'],
    ["x_bytes > 1048576", "x_bytes > 2 * 1024 ^ 2 * 1", "expression 1048576 -> 2 * 1024 ^ 2 * 1"],
    ["x_bytes > 1048576", "x_bytes > 2 * 1024 * 1024", "threshold 1 MiB -> 2 MiB"],
    ["x_ratio < 0.8", "x_ratio < 0.9", "threshold 80 % -> 90 %"],
    ["1 < up", "1 <= up", "operator < -> <="],
    ["sum by (a) (x) > 1", "sum by (a, b) (x) > 1", "sum by (a) -> by (a, b)"],
    ["a > 1 and b > 2", "a > 1 and c > 2", "expression b -> c"],
    [
      "histogram_quantile(0.9, x_bucket) > 1",
      "histogram_quantile(0.99, x_bucket) > 1",
      "histogram_quantile 0.9 -> 0.99",
    ],
    ["up offset 5m == 0", "up offset 10m == 0", "offset 5m -> offset 10m"],
    ["up @ start() == 0", "up @ end() == 0", "@ start() -> @ end()"],
    ["rate(x[5m]) > 1", "rate(x[10m]) > 2", "threshold 1 -> 2, window 5m -> 10m"],
    ["(a - b) - c > 1", "a - (b - c) > 1", "expression a - b - c -> a - (b - c)"],
    ["up == (", "up == [", "expression up == ( -> up == ["],
  ])("tells what became of %s as %s", (before, after, told) => {
    expect(expr(before, after)).toEqual([`alert FeedStale: ${told}`]);
  });

  it("is none when only the form of an expression differs", () => {
    expect(expr('up{a="1",b="2"} > 60', '( up { b = "2" , a = "1" } )\n > (1m)')).toEqual([]);
    expect(expr("sum(rate(x[60s])) > 2 * 3", "sum by () (rate(x[1m])) > 6")).toEqual([]);
  });

  it("is none when a rule file is printed in any other way", () => {
    const blank = fc.constantFrom(" ", "  ", "\n", "\t");
    const threshold = fc.integer({ min: 1, max: 99 });
    const style = fc.record({
      indent: fc.constantFrom(2, 4),
      lineWidth: fc.constantFrom(0, 40),
      flow: fc.boolean(),
    });
    fc.assert(
      fc.property(
        blank,
        threshold,
        fc.shuffledSubarray(["a", "b", "c"], { minLength: 3 }),
        style,
        (gap, limit, labels, how) => {
          const selector = (order: readonly string[], comma: string) =>
            `x{${order.map((label) => `${label}="${label}"`).join(comma)}}`;
          const was = { ...stale, expr: `sum by (a, b) (rate(${selector(["a", "b", "c"], ",")}[5m])) > ${limit}` };
          const is = `((sum(rate((${selector(labels, `${gap},`)})[300s]))${gap}by(b,a,)))>${gap}(${limit}.0)`;
          const options = {
            indent: how.indent,
            lineWidth: how.lineWidth,
            ...(how.flow && { collectionStyle: "flow" as const }),
          };
          const printed = stringify({ groups: [{ rules: [{ ...was, expr: is }], name: "feed" }] }, options);
          expect(rulesDiffer.describe(file([was]), new Map([["other.yml", printed]]))).toEqual([]);
        },
      ),
    );
  });

  it("is none when an alert stands in another file, whatever the file is called", () => {
    expect(rulesDiffer.describe(file([stale]), file([stale], { name: "other" }, "rules/other-9.yml"))).toEqual([]);
  });

  it("tells what is gone first, then what fires less, what is new last", () => {
    const other = { ...stale, alert: "Other" };
    const gone = { ...stale, alert: "Gone" };
    const fresh = { ...stale, alert: "Fresh", for: "2m", labels: { severity: "critical" } };
    const after = [fresh, { ...other, annotations: {} }, { ...stale, for: "3m" }];
    expect(lines([other, stale, gone], after)).toEqual([
      "alert Gone removed",
      "alert FeedStale: for 1m -> 3m",
      "alert Other: description, summary removed",
      "alert Fresh new: critical, for 2m",
    ]);
  });

  it("tells alerts of one name apart by their labels", () => {
    const of = (job: string, threshold: number) => ({
      alert: "Down",
      expr: `up{job="${job}"} < ${threshold}`,
      labels: { job, severity: "critical" },
    });
    expect(lines([of("a", 1), of("b", 1)], [of("b", 2), of("c", 1), of("a", 1)])).toEqual([
      'alert Down{job="b"}: threshold 1 -> 2',
      'alert Down{job="c"} new: critical',
    ]);
  });

  it("tells recordings and groups", () => {
    const before = file([{ record: "job:up:sum", expr: "sum(up)" }], { interval: "15s" });
    const after = file([{ record: "job:up:sum", expr: "count(up)" }], { interval: "30s" });
    expect(rulesDiffer.describe(before, after)).toEqual([
      "recording job:up:sum: expression sum(up) -> count(up)",
      "group feed: interval 15s -> 30s",
    ]);
  });

  it("refuses what is no rule file, by its name", () => {
    expect(() => rulesDiffer.describe(new Map(), new Map([["a.yml", "groups: 5"]]))).toThrow(/^a\.yml is no rule file/);
  });

  it("is read from rule files, and from nothing else that has groups", () => {
    const place = { name: "rules/a.yml" };
    expect(rulesDiffer.reads(place, "groups:\n  - name: a\n")).toBe(true);
    expect(rulesDiffer.reads(place, "apiVersion: 1\ngroups:\n")).toBe(false);
    expect(rulesDiffer.reads(place, "route: {}\n")).toBe(false);
  });
});

describe("changed alerts", () => {
  const relabelled = { ...stale, alert: "Relabelled" };
  const before = file([stale, relabelled, { ...stale, alert: "Gone" }]);
  const after = file([
    { ...stale, for: "2m" },
    { ...relabelled, labels: {} },
  ]);

  it("are told with both sides, and whether they fire otherwise", async () => {
    const told = (await changedAlerts(before, after)).map(({ title, before, after, firesOtherwise }) => ({
      ...{ title, before: before?.for, after: after?.for, firesOtherwise },
    }));
    expect(told).toEqual([
      { title: "Gone", before: "1m", after: undefined, firesOtherwise: true },
      { title: "FeedStale", before: "1m", after: "2m", firesOtherwise: true },
      { title: "Relabelled", before: "1m", after: "1m", firesOtherwise: false },
    ]);
  });

  it("are followed by what else is known of them", async () => {
    const differ = rulesDifferWith(async ({ title, after }) => (after ? [`${title} is proved`] : []));
    expect(await differ.describe(before, after)).toEqual([
      "alert Gone removed",
      "alert FeedStale: for 1m -> 2m",
      "FeedStale is proved",
      "alert Relabelled: label owner trading removed, severity warning removed",
      "Relabelled is proved",
    ]);
  });

  it("are also those that read a recording which changed, through whatever others", async () => {
    const read = (expr: string) =>
      file([
        { record: "a", expr },
        { record: "b", expr: "a * 2" },
        { alert: "Reads", expr: "b > 1" },
        { alert: "ReadsNot", expr: "c > 1" },
      ]);
    expect(rulesDiffer.describe(read("x"), read("y"))).toEqual([
      "recording a: expression x -> y",
      "alert Reads: reads a, which changed",
    ]);
    expect(await changedAlerts(read("x"), read("y"))).toMatchObject([{ title: "Reads", firesOtherwise: true }]);
  });
});
