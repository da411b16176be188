import { describe, expect, it } from "vitest";
import { failures } from "../../../cli/check/proofs.ts";
import type { Toolbox } from "../../../lib/alerting/mutants/index.ts";
import type { Suite } from "../../../lib/alerting/proofs/suite.ts";

const suite = (name: string): Suite => ({
  ...{ name, alert: name, rules: `rules of ${name}` },
  proofs: [{ name: `${name} fires`, interval: "15s", input_series: [], alert_rule_test: [], promql_expr_test: [] }],
});

/** A promtool that says of these proofs that they fail, and tells which files it was given. */
function toolboxWhere(failing: readonly string[]) {
  const kept = new Map<string, string>();
  const asked: string[] = [];
  const toolbox: Toolbox = {
    promtool: {
      version: "test",
      test: async (_, tests) => {
        asked.push(...tests);
        const failed = failing.filter((proof) => tests.some((file) => proof.startsWith(file.split("-")[0] ?? "")));
        const stderr = failed.map((proof) => `    name: ${proof},\n      exp: …\n`).join("");
        return { code: failed.length > 0 ? 1 : 0, stdout: "", stderr };
      },
    },
    cache: {
      read: async (key) => kept.get(key),
      write: async (key, text) => void kept.set(key, text),
    },
  };
  return { toolbox, asked };
}

describe("the check of the proofs", () => {
  it("asks promtool once about what holds, and again about what does not", async () => {
    const { toolbox, asked } = toolboxWhere(["Bad fires"]);
    const suites = [suite("Good"), suite("Bad"), suite("Fine")];
    const [first] = await failures(suites, toolbox);
    expect(first?.[0]).toBe("Bad fires");
    expect(asked.sort()).toEqual(["Bad-15s.yml", "Fine-15s.yml", "Good-15s.yml"]);
    asked.length = 0;
    expect((await failures(suites, toolbox)).map(([name]) => name)).toEqual(["Bad fires"]);
    expect(asked).toEqual(["Bad-15s.yml"]);
  });

  it("asks again when the rule has changed", async () => {
    const { toolbox, asked } = toolboxWhere([]);
    await failures([suite("Good")], toolbox);
    await failures([{ ...suite("Good"), rules: "another" }], toolbox);
    expect(asked).toEqual(["Good-15s.yml", "Good-15s.yml"]);
  });
});
