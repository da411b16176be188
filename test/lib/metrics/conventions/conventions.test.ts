import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { approved, breachesIn, CONVENTIONS } from "../../../../lib/metrics/conventions/index.ts";
import { type AnyMetric, counter, gauge } from "../../../../lib/metrics/definitions.ts";

const cases = CONVENTIONS.flatMap((convention) =>
  (["bad", "good"] as const).flatMap((kind) =>
    convention[kind].map((metrics) => ({ id: convention.id, kind, metrics, convention, name: nameOf(metrics) })),
  ),
);
function nameOf(metrics: readonly AnyMetric[]): string {
  const { name, help, domains } = metrics.at(-1) as AnyMetric;
  return `${name} ${JSON.stringify({ help, domains })}`;
}

describe("our conventions", () => {
  it("have an id each, with examples of both kinds", () => {
    const ids = CONVENTIONS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids.filter((id) => !/^[a-z]+\/[a-z]+$/.test(id))).toEqual([]);
    expect(CONVENTIONS.filter(({ bad, good }) => bad.length === 0 || good.length === 0)).toEqual([]);
  });

  it.each(cases.filter(({ kind }) => kind === "bad"))("$id finds something in $name", ({ convention, metrics }) => {
    const last = metrics.at(-1) as AnyMetric;
    expect(convention.run(last, metrics)).toHaveLength(1);
  });

  it.each(cases.filter(({ kind }) => kind === "good"))("$id finds nothing in $name", ({ metrics }) => {
    expect(breachesIn(metrics)).toEqual([]);
  });
});

describe("a catalogue of ours", () => {
  const sound = counter({ name: "quantflow_trades_total", help: "Fills of the portfolio.", unit: "items" });
  const unsound = gauge({ name: "quantflow_age", help: "Age of a price.", unit: "seconds", labels: { job: ["a"] } });
  const again = counter({ name: "quantflow_trades_total", help: "Fills of a backtest.", unit: "items" });
  const lines = readFileSync(import.meta.filename, "utf8").split("\n");
  const at = (variable: string) =>
    `test/lib/metrics/conventions/conventions.test.ts:${lines.findIndex((line) => line.startsWith(`  const ${variable} =`)) + 1}`;

  it("is itself when nothing is wrong with it", () => {
    expect(approved([sound])).toEqual([sound]);
  });

  it("is refused with file and line, convention and correction of everything that is wrong", () => {
    expect(breachesIn([sound, unsound, again])).toEqual([
      {
        convention: "name/unit",
        metric: "quantflow_age",
        at: at("unsound"),
        message: "is in seconds: name it quantflow_age_seconds",
      },
      {
        convention: "label/reserved",
        metric: "quantflow_age",
        at: at("unsound"),
        message: "has the label job, which belongs to Prometheus, for the target: give it another name",
      },
      {
        convention: "name/duplicate",
        metric: "quantflow_trades_total",
        at: at("again"),
        message: `is defined already at ${at("sound")}: use that one, or give this another name`,
      },
    ]);
    expect(() => approved([sound, unsound])).toThrow(
      expect.objectContaining({
        code: "METRICS_CONVENTIONS_BROKEN",
        message: expect.stringContaining(`${at("unsound")}: name/unit: quantflow_age is in seconds`),
      }),
    );
  });

  it("names the label that costs too much, and how much", () => {
    const logins = counter({
      name: "logins_total",
      help: "Logins by user.",
      unit: "items",
      labels: { user: { upTo: 999 } },
    });
    expect(breachesIn([logins]).map(({ message }) => message)).toEqual([
      "may have 1000 series a target, over its budget of 200; its label user has up to 1000 values: bound it more narrowly, or give the metric a `budget` that Prometheus is sized for",
    ]);
  });
});
