import { describe, expect, it } from "vitest";
import { checkerCatalogue } from "../../../../cli/promql/catalogue.ts";
import { check } from "../../../../lib/promql/checker/index.ts";
import { repository } from "../../../cli/fixtures.ts";

const catalogue = checkerCatalogue(repository);
const found = (expression: string, context: "rule" | "dashboard") =>
  check(expression, { catalogue, context }).problems.map((problem) => problem.check);

const LATENCY = "quantflow_websocket_latency_seconds";
const BACKTEST = "quantflow_backtest_duration_seconds";

/** The expressions of the rule file that this project began with, all of which promtool accepts. */
const RULES: readonly (readonly [fault: string, expression: string, checks: readonly string[]])[] = [
  ["a histogram by its base name", `${LATENCY} > 0.5`, ["histogram/base-name", "label/job"]],
  ["one job's metric without its job", "rate(quantflow_price_updates_total[5m]) < 10", ["label/job"]],
  ["a histogram by its base name, again", `${BACKTEST} > 60`, ["histogram/base-name", "label/job"]],
  [
    "the same half mended: le on one side, and spelled in one way",
    `increase(${BACKTEST}_count{job="quantflow"}[10m]) - increase(${BACKTEST}_bucket{job="quantflow",le="60"}[10m]) > 0`,
    ["histogram/le-one-side", "histogram/bucket"],
  ],
  ["nothing that an expression shows", 'up{job="quantflow"} == 0', []],
  ["nothing that an expression shows", 'process_resident_memory_bytes{job="quantflow"} > 500 * 1024 * 1024', []],
  ["nothing that an expression shows", 'rate(process_cpu_seconds_total{job="quantflow"}[5m]) > 0.8', []],
  ["a metric that is a gauge now", "rate(quantflow_realized_pnl_total[5m]) < 0", ["metric/unknown"]],
];

const PANELS: readonly (readonly [expression: string, checks: readonly string[]])[] = [
  ["rate(quantflow_price_updates_total[5m])", []],
  [LATENCY, ["histogram/base-name"]],
  ["quantflow_active_subscriptions", []],
  [BACKTEST, ["histogram/base-name"]],
  ["rate(quantflow_trading_signals_total[5m])", []],
  ['process_resident_memory_bytes{job="quantflow"}', []],
];

describe("the rules that this project began with", () => {
  it.each(RULES)("show %s: %s", (_, expression, checks) => {
    expect(found(expression, "rule")).toEqual(expect.arrayContaining([...checks]));
    expect(found(expression, "rule").length === 0).toBe(checks.length === 0);
  });

  it.each(PANELS)("and its panel of %s", (expression, checks) => {
    expect(found(expression, "dashboard")).toEqual(checks);
  });

  it("are corrected into something that is clean", () => {
    const corrected = check(`${LATENCY}{job="quantflow"} > 0.5`, { catalogue, context: "rule" }).problems[0]
      ?.suggestion;
    expect(corrected).toBe(
      `histogram_quantile(0.99, sum by (job, le) (rate(${LATENCY}_bucket{job="quantflow"}[5m]))) > 0.5`,
    );
    expect(found(corrected ?? "", "rule")).toEqual([]);
  });
});
