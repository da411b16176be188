import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../cli/main.ts";
import { playedContext, temporaryFolder } from "./fixtures.ts";

async function judged(lines: readonly string[], ...options: readonly string[]) {
  const file = join(temporaryFolder(), "expressions.txt");
  writeFileSync(file, `${lines.join("\n")}\n`);
  const { context, printed } = playedContext();
  const code = await main(["promql", "check", file, ...options], context);
  return { code, printed: printed() };
}

describe("promql check", () => {
  it("prints one object a line, with what is known of the expression", async () => {
    const { code, printed } = await judged(["up", "rate(up)", "", 'sum("'], "--json");
    expect(code).toBe(1);
    const objects = printed.split("\n").map((line) => JSON.parse(line));
    expect(objects[0]).toEqual({
      expression: "up",
      type: "instant vector",
      labels: ["instance", "job"],
      unit: "boolean",
      problems: [],
    });
    expect(objects[1].problems[0]).toMatchObject({
      check: "type/argument",
      from: 5,
      to: 7,
      suggestion: "rate(up[5m])",
    });
    expect(objects[2]).toMatchObject({ type: null, problems: [{ check: "syntax/empty" }] });
    expect(objects[3]).toMatchObject({ type: null, problems: [{ check: "syntax/string", from: 4 }] });
  });

  it("marks the place and says what to write", async () => {
    const { code, printed } = await judged(["up", "rate(quantflow_trades_totl[5m])"]);
    expect(code).toBe(1);
    expect(printed).toBe(
      [
        "2: rate(quantflow_trades_totl[5m])",
        "        ^^^^^^^^^^^^^^^^^^^^^",
        "error metric/unknown: nobody exports quantflow_trades_totl; quantflow_trades_total is near",
        "write: rate(quantflow_trades_total[5m])",
        "",
        "2 expressions, 1 error, 0 warnings",
      ].join("\n"),
    );
  });

  it("ends well on warnings and on nothing at all", async () => {
    expect(await judged(["rate(quantflow_trades_total[5m]) > 1"], "--rule")).toMatchObject({ code: 0 });
    expect((await judged(["up == 0"], "--rule")).printed).toBe("1 expression, 0 errors, 0 warnings");
  });

  it("knows Grafana's variables in a dashboard, and not in a rule", async () => {
    const lines = ["rate(quantflow_trades_total[$__rate_interval])"];
    expect((await judged(lines)).code).toBe(0);
    expect((await judged(lines, "--rule")).printed).toContain("rule/variable");
  });

  it("takes experimental functions where the server does", async () => {
    expect((await judged(["limitk(1, up)"])).code).toBe(1);
    expect((await judged(["limitk(1, up)"], "--experimental")).code).toBe(0);
  });

  it("names a file that is not there", async () => {
    const { context, told } = playedContext();
    expect(await main(["promql", "check", "missing.txt"], context)).toBe(1);
    expect(told()).toContain("missing.txt cannot be read");
  });
});

const RULES = `groups:
  - name: calls
    interval: 30s
    rules:
      - record: job:trades:rate5m
        expr: sum by (job) (rate(quantflow_trades_total{job="quantflow"}[5m]))
      - alert: FewTrades
        expr: job:trades:rate5m < 10
        for: 2m
        labels: { severity: warning }
        annotations:
          summary: "{{ $labels.symbol }}: fewer than 10 trades per minute"
`;

/** The classic model inside the API's envelope, with a row, and a query of another data source. */
const CLASSIC = {
  dashboard: {
    panels: [
      {
        type: "row",
        title: "Row",
        panels: [{ title: "Inside", targets: [{ refId: "A", expr: "up{job='nobody'}" }] }],
      },
      { title: "Logs", datasource: { type: "loki", uid: "l" }, targets: [{ refId: "A", expr: '{app="x"} |= "y"' }] },
    ],
  },
};
const query = { kind: "DataQuery", group: "prometheus", spec: { expr: "up{job='nobody'}", legendFormat: "{{job}}" } };
const SECOND = {
  apiVersion: "dashboard.grafana.app/v2",
  kind: "Dashboard",
  spec: {
    title: "All",
    elements: {
      a: {
        kind: "Panel",
        spec: {
          title: "Inside",
          data: { kind: "QueryGroup", spec: { queries: [{ kind: "PanelQuery", spec: { refId: "A", query } }] } },
        },
      },
    },
  },
};

async function judgedFile(name: string, content: string, ...options: readonly string[]) {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, content);
  const { context, printed, told } = playedContext();
  const code = await main(["promql", "check", file, ...options], context);
  return { file, code, printed: printed(), told: told() };
}
const objects = (printed: string) => printed.split("\n").map((line) => JSON.parse(line));

describe("promql check of a file", () => {
  it("tells a rule's problems with its line, its group and its texts", async () => {
    const { code, printed } = await judgedFile("rules.yml", RULES, "--json");
    const [recording, alert] = objects(printed);
    expect(code).toBe(1);
    expect(recording).toMatchObject({
      problems: [],
      where: { line: 6, group: "calls", rule: "job:trades:rate5m" },
    });
    expect(alert).toMatchObject({ labels: ["job"], where: { line: 8, group: "calls", rule: "FewTrades" } });
    expect(alert.problems.map((problem: { check: string; in: string }) => `${problem.check} ${problem.in}`)).toEqual([
      "text/label annotations.summary",
      "text/number annotations.summary",
    ]);
  });

  it("marks the place in a text", async () => {
    const { file, printed } = await judgedFile("rules.yaml", RULES);
    expect(printed).toContain(
      [
        `${file}:8 FewTrades (calls)`,
        "  summary: {{ $labels.symbol }}: fewer than 10 trades per minute",
        " ".repeat("  summary: {{ $labels.symbol }}: fewer than ".length) + "^".repeat("10 trades per minute".length),
        "error text/number: 10 trades per minute is 0.166667 a second, and that is no number of this rule: its numbers are 10 in items/s",
      ].join("\n"),
    );
  });

  it.each([
    ["the classic model in the API's envelope", JSON.stringify(CLASSIC, null, 2)],
    ["schema v2", JSON.stringify(SECOND, null, 2)],
  ])("finds the queries of a dashboard: %s", async (_, content) => {
    const found = objects((await judgedFile("dashboard.json", content, "--json")).printed);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      problems: [{ check: "label/value" }],
      where: { panel: "Inside", query: "A", line: content.split("\n").findIndex((line) => line.includes("expr")) + 1 },
    });
  });

  it.each([
    ["rules.yml", "a: 1\n", 1, "it has no groups of rules"],
    ["rules.yml", "groups:\n  - name: a\n    rules:\n      - alert: B\n", 4, "this rule has no expr"],
    ["rules.yml", "groups:\n  - name: a\n", 2, "this group has no rules"],
    ["rules.yml", "groups:\n - name: a\n  rules: []\n", 3, ""],
    ["rules.yml", RULES.replace("2m", "2 minutes"), 9, 'for: "2 minutes" is no duration such as 1m30s'],
    ["dashboard.json", '{\n  "a": [1,}\n', 2, "is not valid JSON"],
    ["dashboard.json", "[]", 1, "it is no object"],
    ["dashboard.json", "", 1, "Unexpected end of JSON input"],
  ])("refuses %s of %j at line %i: %s", async (name, content, line, why) => {
    const { file, code, told } = await judgedFile(name, content);
    expect(code).toBe(1);
    expect(told).toContain(`${file}:${line} cannot be read: `);
    expect(told).toContain(why);
  });
});
