import { beforeAll, describe, expect, it } from "vitest";
import {
  type Cache,
  type Case,
  judge,
  type Mutant,
  mutantsIn,
  mutantsOf,
  type Toolbox,
} from "../../../../lib/alerting/mutants/index.ts";
import type { Proof } from "../../../../lib/alerting/proofs/proof.ts";
import { ruleFile } from "../../../../lib/alerting/rules/file.ts";
import { group } from "../../../../lib/alerting/rules/group.ts";
import { BUILDING } from "../../../support/tools.ts";
import { catalogue } from "../../promql/checker/given.ts";
import { alertOn, EVALUATION, ruleOn } from "./given.ts";
import { noCache, toolbox } from "./toolbox.ts";

const proof = (name: string, series: Readonly<Record<string, string>>, evaluations: number): Proof => ({
  ...{ name, interval: "15s", alert_rule_test: [] },
  input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
  promql_expr_test: [
    {
      expr: `sum(count_over_time(ALERTS{alertname="Any",alertstate="firing",proof!="${name}"}[1h]))`,
      eval_time: "3m",
      exp_samples: evaluations === 0 ? [] : [{ labels: "{}", value: evaluations }],
    },
  ],
});

const ANY = { name: "Any", alert: "Any" };

const caseOf = (promql: string, proofs: readonly Proof[], held?: number): Case => {
  const alert = alertOn(promql, held);
  const mutants = mutantsOf(ruleOn(promql, held), { evaluationInterval: EVALUATION, catalogue });
  return { suite: { ...ANY, rules: ruleFile(group("any", [alert])), proofs }, mutants };
};

let tools: Toolbox;
beforeAll(async () => {
  tools = await toolbox(noCache);
}, BUILDING);

const killers = async (one: Case, given = tools): Promise<Record<string, string | undefined>> => {
  const [judgement] = await judge([one], given);
  return Object.fromEntries(judgement?.verdicts.map(({ mutant, killedBy }) => [mutant.what, killedBy]) ?? []);
};

describe("the judge", () => {
  it("tells which proof turns red first for which mutant, and which mutants survive", async () => {
    const full = proof("fires when full", { 'size_bytes{job="app"}': "60x12" }, 12);
    const half = proof("silent when half full", { 'size_bytes{job="app"}': "48x12" }, 0);
    const killed = await killers(caseOf('size_bytes{job="app"} > 50', [full, half], 15));
    expect(killed).toMatchObject({
      "comparison > -> <": "fires when full",
      "for 15s -> 30s": "fires when full",
      "for 15s -> none": "fires when full",
      'matcher job="app" dropped': undefined,
      "threshold 50 -> 55": undefined,
      "threshold 50 -> 45": "silent when half full",
      "threshold 50 -> 3000": "fires when full",
    });
  });

  it("counts a rule that cannot be evaluated as killed, and goes on to judge the others", async () => {
    const series = { 'size_bytes{disk="a"}': "5x12", 'size_bytes{disk="b"}': "5x12" };
    const both = { ...series, 'queue_bytes{disk="a"}': "10x12", 'queue_bytes{disk="b"}': "10x12" };
    const one = caseOf("queue_bytes / on (disk) size_bytes > 1", [proof("fires", both, 26)]);
    const killed = await killers(one);
    expect(killed["label disk of on dropped"]).toEqual("fires");
    expect(killed["comparison > -> <"]).toEqual("fires");
    expect(killed["threshold 1 -> 1.1"]).toBeUndefined();
  });

  it("changes what the alert reads as well, without a word to the other mutants", async () => {
    const rules = [
      { record: "size:double", expr: "size_bytes * 2" },
      { record: "size:twice", expr: "max by (job) (size:double offset 15s)" },
      { alert: "Any", expr: "size:twice > 5" },
    ];
    const proofs = [proof("fires", { 'size_bytes{job="app"}': "3x12" }, 12)];
    const suite = { ...ANY, rules: JSON.stringify({ groups: [{ name: "any", rules }] }), proofs };
    const killed = await killers({ suite, mutants: mutantsIn(suite, { evaluationInterval: EVALUATION, catalogue }) });
    expect(killed).toMatchObject({
      "threshold 5 -> 5.5": undefined,
      "threshold 5 -> 300": "fires",
      "label job of by dropped in size:twice": undefined,
      "window 15s -> 30s in size:twice": "fires",
    });
  });

  it("kills a recording that cannot be evaluated any more", async () => {
    const rules = [
      { record: "share", expr: "queue_bytes / on (disk) size_bytes" },
      { alert: "Any", expr: "share > 1" },
    ];
    const series = { 'size_bytes{disk="a"}': "5x12", 'size_bytes{disk="b"}': "5x12", 'queue_bytes{disk="a"}': "9x12" };
    const suite = {
      ...ANY,
      rules: JSON.stringify({ groups: [{ name: "any", rules }] }),
      proofs: [proof("fires", series, 13)],
    };
    const killed = await killers({ suite, mutants: mutantsIn(suite, { evaluationInterval: EVALUATION, catalogue }) });
    expect(killed).toMatchObject({ "label disk of on dropped in share": "fires", "threshold 1 -> 0.9": undefined });
  });

  it("refuses to judge an alert that fails its own proof", async () => {
    const wrong = caseOf("size_bytes > 50", [proof("fires when empty", { size_bytes: "0x12" }, 1)]);
    await expect(judge([wrong], tools)).rejects.toThrow(/Any fails its own proof.*story "fires when empty"/s);
  });

  it("never takes a file that promtool refuses for a kill", async () => {
    const one = caseOf("size_bytes > 50", [proof("fires", { size_bytes: "60x12" }, 13)]);
    const refused: Mutant = {
      operator: "test",
      what: "no PromQL",
      expr: "size_bytes >",
      for: undefined,
      span: undefined,
      recording: undefined,
    };
    await expect(judge([{ ...one, mutants: [refused] }], tools)).rejects.toThrow(/promtool ended with 1 and said/);
  });

  it("refuses a suite without a rule of the alert's name", async () => {
    const one = caseOf("size_bytes > 50", [proof("fires", { size_bytes: "60x12" }, 13)]);
    await expect(judge([{ ...one, suite: { ...one.suite, alert: "Other" } }], tools)).rejects.toThrow(
      "has no rule of that name",
    );
  });

  it("asks promtool once for the same rules and proofs, and again when either changes", async () => {
    const kept = new Map<string, string>();
    const cache: Cache = { read: async (key) => kept.get(key), write: async (key, text) => void kept.set(key, text) };
    let calls = 0;
    const counted: Toolbox["promtool"]["test"] = (...given) => {
      calls += 1;
      return tools.promtool.test(...given);
    };
    const given = { promtool: { ...tools.promtool, test: counted }, cache };
    const full = proof("fires", { size_bytes: "60x12" }, 13);
    const first = await killers(caseOf("size_bytes > 50", [full]), given);
    expect(await killers(caseOf("size_bytes > 50", [full]), given)).toEqual(first);
    expect(calls).toBe(1);
    await killers(caseOf("size_bytes > 51", [full]), given);
    expect(calls).toBe(2);
    await killers(caseOf("size_bytes > 51", [full]), { ...given, promtool: { version: "another", test: counted } });
    expect(calls).toBe(3);
  });
});
