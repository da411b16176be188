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
