import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkerCatalogue } from "../../../../cli/promql/catalogue.ts";
import { judged } from "../../../../cli/promql/judge.ts";
import { inputsOf } from "../../../../cli/promql/read.ts";
import { check } from "../../../../lib/promql/checker/index.ts";
import { repository } from "../../../cli/fixtures.ts";

const catalogue = checkerCatalogue(repository);
const textOf = (file: string) => readFileSync(join(import.meta.dirname, "seed", file), "utf8");
const RULES = textOf("alert.rules.golden.yml");
const DASHBOARD = textOf("overview.golden.json");

/** `HighLatency histogram/base-name`, and with the text's name where a text is wrong. */
const found = [...judgedOf("alert.rules.yml", RULES), ...judgedOf("overview.json", DASHBOARD)].flatMap(
  ({ where, problems, texts }) => [
    ...problems.map((problem) => `${where?.rule ?? where?.panel} ${problem.check}`),
    ...texts.map(({ name, check: id }) => `${where?.rule} ${id} in ${name}`),
  ],
);
function judgedOf(file: string, content: string) {
  return judged(inputsOf(file, content, "rule"), catalogue, new Set());
}

/** Each fault of what this project began with, as its audit numbers them, and where the checker shows it. */
const SHOWN: readonly (readonly [fault: string, what: string, problems: readonly string[]])[] = [
  ["A1", "latency by the histogram's base name", ["HighLatency histogram/base-name"]],
  ["A2", "backtests by the histogram's base name", ["HighBacktestDuration histogram/base-name"]],
  ["A3", "ten a minute in the text, ten a second in the rule", ["LowMessageRate text/number in description"]],
  ["A5", "a target that vanishes is silent", ["ServiceDown absent/missing"]],
  ["A8", "5 minutes in the text, 2 in the rule", ["HighCPUUsage text/number in description"]],
  ["A9", "500 MB in the text, 500 MiB in the rule", ["HighMemoryUsage text/number in description"]],
  [
    "A12",
    "no job is selected",
    ["HighLatency label/job", "LowMessageRate label/job", "HighBacktestDuration label/job"],
  ],
  [
    "E12",
    "two panels query a base name",
    ["WebSocket Latency histogram/base-name", "Backtest Duration histogram/base-name"],
  ],
  [
    "E13",
    "a legend that hides the symbol, over a fixed range",
    ["Trading Signals legend/labels", "Trading Signals range/fixed"],
  ],
];

/** What no expression and no text can show, and what holds it instead. */
const UNSEEN: Readonly<Record<string, string>> = {
  A4: "that nobody is subscribed is a meaning: the alert's proof",
  A6: "what is not watched stands in no expression: the target graph",
  A7: "a blocked event loop: the application's own tests",
  A10: "a missing link or owner: the types of an alert",
  A11: "an alert that does not exist: the list of rules",
  A13: "which job a target gets elsewhere: the renderings' tests",
  A14: "a missing test: every alert must have a proof",
  E10: "a panel's type: the dashboards' lint",
  E11: "the dashboard's model: the dashboards' lint",
  E14: "how a panel reduces: the dashboards' lint",
};

describe("what this project began with, as it stands", () => {
  const folder = join(repository, "..", "shared", "seed");
  const source = existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith(".txt")) : undefined;

  it.skipIf(source === undefined)("is copied here word by word (skipped where the original is not at hand)", () => {
    const original = readFileSync(join(folder, source ?? ""), "utf8");
    expect(original).toContain(RULES);
    expect(original).toContain(DASHBOARD);
  });

  it.each(SHOWN)("shows %s: %s", (_, __, problems) => {
    expect(found).toEqual(expect.arrayContaining([...problems]));
  });

  it("shows nothing else", () => {
    const told = new Set(SHOWN.flatMap(([, , problems]) => problems));
    expect(found.filter((one) => !told.has(one))).toEqual([
      // Faults that the audit does not name: a rate of ours has a stream, a backtest an outcome.
      "Price Updates Rate legend/labels",
      "Price Updates Rate range/fixed",
      "WebSocket Latency legend/labels",
      "Backtest Duration legend/labels",
    ]);
  });

  it("leaves nothing of the audit unsaid", () => {
    const rows = [...SHOWN.map(([fault]) => fault), "A15", ...Object.keys(UNSEEN)];
    const alerts = Array.from({ length: 15 }, (_, index) => `A${index + 1}`);
    expect(rows).toEqual(expect.arrayContaining([...alerts, "E10", "E11", "E12", "E13", "E14"]));
  });
});

const BACKTEST = "quantflow_backtest_duration_seconds";
const ids = (expression: string) =>
  check(expression, { catalogue, context: "rule" }).problems.map((problem) => problem.check);

describe("A2, half mended", () => {
  it("is a dead alert again: le stands on one side, and A15: is spelled in one way", () => {
    const half = `increase(${BACKTEST}_count{job="quantflow"}[10m]) - increase(${BACKTEST}_bucket{job="quantflow",le="60"}[10m]) > 0`;
    expect(ids(half)).toEqual(expect.arrayContaining(["histogram/le-one-side", "histogram/bucket"]));
  });

  it("is clean once both sides are summed and both spellings match", () => {
    const whole = String.raw`sum by (job) (increase(${BACKTEST}_count{job="quantflow"}[10m])) - sum by (job) (increase(${BACKTEST}_bucket{job="quantflow",le=~"60|60\\.0"}[10m])) > 0`;
    expect(ids(whole)).toEqual([]);
  });
});

describe("a correction", () => {
  it("of a base name is clean itself", () => {
    const latency = "quantflow_websocket_latency_seconds";
    const corrected = check(`${latency}{job="quantflow"} > 0.5`, { catalogue, context: "rule" }).problems[0]
      ?.suggestion;
    expect(corrected).toBe(
      `histogram_quantile(0.99, sum by (job, le) (rate(${latency}_bucket{job="quantflow"}[5m]))) > 0.5`,
    );
    expect(ids(corrected ?? "")).toEqual([]);
  });

  it("of a metric that was renamed names the new one", () => {
    expect(ids("rate(quantflow_realized_pnl_total[5m]) < 0")).toContain("metric/unknown");
  });
});
