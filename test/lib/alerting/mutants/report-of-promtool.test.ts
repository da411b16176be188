import { describe, expect, it } from "vitest";
import { readReport } from "../../../../lib/alerting/mutants/trial.ts";

const ended = (code: number | null, stderr: string) => ({ code, stdout: "", stderr });

describe("promtool's report", () => {
  it("tells the rules that failed a test of alerts, one of an expression, or could not be evaluated", () => {
    const report = readReport(
      ended(
        1,
        `  FAILED:
    name: it fires,
    alertname: t0_3, time: 5m, 
        exp:[
            0:
              Labels:{alertname="t0_3"}
            ], 
        got:[]
  FAILED:
    expr: "sum(ALERTS{alertname=\\"t12_0\\"})", time: 3m,
        exp: {} 1E+00
        got: nil
    rule: t12_1, time: 15s, err: found duplicate series for the match group {} on the right side
`,
      ),
    );
    expect([...report].map(([id, said]) => [id, said.map(({ rule, kind }) => [rule, kind])])).toEqual([
      ["t0", [[3, "test"]]],
      [
        "t12",
        [
          [0, "test"],
          [1, "evaluation"],
        ],
      ],
    ]);
  });

  it("is empty when all held", () => {
    expect(readReport(ended(0, "")).size).toBe(0);
  });

  it.each([
    ["a file that it cannot load", 1, '  FAILED:\nt0.rules.json: group "t0", rule 1: could not parse expression\n'],
    ["a signal", null, ""],
    ["an exit code without a word", 1, ""],
    ["an exit code that is none of its own", 2, "panic: runtime error\n"],
    ["a word without an exit code", 0, "    rule: t0_1, time: 15s, err: x\n"],
    ["a failure of a rule that was not on trial", 1, "  FAILED:\n    rule: job:up:sum, time: 0s, err: x\n"],
  ])("is refused when it is no verdict: %s", (_, code, said) => {
    expect(() => readReport(ended(code, said))).toThrow("said something that is no verdict on a rule");
  });
});
