import { describe, expect, it } from "vitest";
import {
  type Judgement,
  type Mutant,
  mutationReport,
  type Results,
  tally,
} from "../../../../lib/alerting/mutants/index.ts";
import { seconds } from "../../../../lib/metrics/units.ts";

const mutant = (what: string, operator = "threshold", expr = "up == 1 or a | b"): Mutant => ({
  ...{ operator, what, expr, for: seconds(75) },
  ...{ span: { from: 0, to: 1 }, recording: undefined },
});
const judged = (alert: string, verdicts: Readonly<Record<string, string | undefined>>): Judgement => ({
  alert,
  proofs: [`${alert} fires when it breaks`, `${alert} stays silent when it works`],
  verdicts: Object.entries(verdicts).map(([what, killedBy]) => ({ mutant: mutant(what), killedBy })),
});

const results: Results = {
  judgements: [
    judged("Down", {
      "threshold 0 -> 1": "Down stays silent when it works",
      "window 5m -> 10m": "Down fires when it breaks",
    }),
    judged("Down", { "threshold 0 -> 1": "Down fires when it breaks" }),
    judged("Slow", { "threshold 3 -> 4": undefined, 'matcher a="b" dropped': undefined }),
  ],
  equivalents: [{ alert: "Slow", mutant: 'matcher a="b" dropped', why: "Nobody else exposes it." }],
};

describe("the tally", () => {
  it("counts what is killed, equivalent and alive", () => {
    const { mutants, killed, equivalent, survivors, needless } = tally(results);
    expect({ mutants, killed, equivalent, needless }).toEqual({ mutants: 5, killed: 3, equivalent: 1, needless: [] });
    expect(survivors).toEqual([{ alert: "Slow", mutant: mutant("threshold 3 -> 4") }]);
  });

  it("tells an equivalent that a proof kills, and one that names no mutant", () => {
    const killed = { alert: "Down", mutant: "window 5m -> 10m", why: "" };
    const gone = { alert: "Gone", mutant: "window 5m -> 10m", why: "" };
    expect(tally({ ...results, equivalents: [killed, gone] }).needless).toEqual([killed, gone]);
  });
});

describe("the report", () => {
  const report = mutationReport(results);

  it("says how many there are, are killed, are equivalent and survive", () => {
    expect(report).toContain("Of 5 mutants of 3 rules, proofs kill 3 (60.0 %); 1 (20.0 %) are equivalent; 1 survive.");
  });

  it("gives every survivor's text, and every equivalent's reason", () => {
    expect(report).toContain("- Slow, threshold 3 -> 4:\n  `up == 1 or a | b` for 1m15s");
    expect(report).toContain('| Slow | `matcher a="b" dropped` | Nobody else exposes it. |');
  });

  it("puts the rules of one name together, and says which proof killed what", () => {
    expect(report).toContain("| Down | 2 | 3 | 3 | 0 | 0 |");
    expect(report).toContain("| Down fires when it breaks | 2 | `window 5m -> 10m`, `threshold 0 -> 1` |");
    expect(report).toContain("| Down stays silent when it works | 1 | `threshold 0 -> 1` |");
  });

  it("counts the proofs that killed nothing instead of listing them", () => {
    expect(report).not.toContain("| Slow fires when it breaks");
    expect(report).toContain(
      "### Slow\n\n| proof | kills | which |\n| --- | --- | --- |\n\nProofs that nothing was left for: 2.",
    );
  });

  it("leaves out headings that nothing stands under", () => {
    const clean = mutationReport({ judgements: results.judgements.slice(0, 2), equivalents: [] });
    expect(clean).not.toMatch(/## (Survivors|Equivalents)/);
    expect(clean).toContain("## Operators");
  });
});
