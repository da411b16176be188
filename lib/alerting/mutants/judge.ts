import { nodes } from "../../promql/parse/ast.ts";
import { parse } from "../../promql/parse/parse.ts";
import type { Proof } from "../proofs/proof.ts";
import type { Suite } from "../proofs/suite.ts";
import { redOriginal } from "./errors.ts";
import type { Mutant } from "./mutant.ts";
import type { Toolbox } from "./promtool.ts";
import { filedAlert, withoutTexts } from "./rule-file.ts";
import { sideBySide } from "./side-by-side.ts";
import type { Complaint, Trial } from "./trial.ts";
import { complaintsOf } from "./trials.ts";

/** An alert before the judge. */
export interface Case {
  readonly suite: Suite;
  readonly mutants: readonly Mutant[];
}

export interface Verdict {
  readonly mutant: Mutant;
  /** The name of the first proof that turns red; undefined: it survives. */
  readonly killedBy: string | undefined;
}

export interface Judgement {
  readonly alert: string;
  /** The names of the proofs that it was put to, in their order. */
  readonly proofs: readonly string[];
  readonly verdicts: readonly Verdict[];
}

/**
 * Puts every mutant into its alert's place and tells which proof turns red first, on the real promtool. Fails where
 * the alert itself fails a proof, and where promtool ends otherwise than by judging.
 */
export async function judge(cases: readonly Case[], toolbox: Toolbox): Promise<readonly Judgement[]> {
  const killed = await hear(
    cases.map(({ suite, mutants }) => ({ suite, mutants, proofs: suite.proofs })),
    toolbox,
  );
  return cases.map(({ suite: { alert, proofs }, mutants }) => ({
    alert,
    proofs: proofs.map(({ name }) => name),
    verdicts: mutants.map((mutant) => ({ mutant, killedBy: killed.get(mutant) })),
  }));
}

/** The mutants that are still alive, and the proofs that they have still to pass. */
interface Hearing extends Case {
  readonly proofs: readonly Proof[];
}

/** Mutant to the proof that killed it. One proof of every alert at a time, so that few mutants see the later ones. */
async function hear(hearings: readonly Hearing[], toolbox: Toolbox): Promise<ReadonlyMap<Mutant, string>> {
  const open = hearings.flatMap(({ proofs: [proof, ...proofs], ...one }) =>
    proof && one.mutants.length > 0 ? [{ ...one, proof, proofs }] : [],
  );
  if (open.length === 0) return new Map();
  const complaints = await complaintsOf(open.map(trialOf), toolbox);
  const killed = new Map(open.flatMap((hearing, index) => killsOf(hearing, complaints[index] ?? [])));
  const next = open.map((hearing, index): Hearing => {
    const mutants = hearing.mutants.filter((mutant) => !killed.has(mutant));
    return { ...hearing, mutants, proofs: [...again(hearing, complaints[index] ?? []), ...hearing.proofs] };
  });
  return new Map([...killed, ...(await hear(next, toolbox))]);
}

interface OpenHearing extends Hearing {
  readonly proof: Proof;
}

function killsOf(
  { suite: { alert }, proof, mutants }: OpenHearing,
  complaints: readonly Complaint[],
): readonly (readonly [Mutant, string])[] {
  const ofOriginal = complaints.find(({ rule }) => rule === 0);
  if (ofOriginal) throw redOriginal(alert, proof.name, ofOriginal.text);
  return complaints.map(({ rule }) => [mutants[rule - 1] as Mutant, proof.name]);
}

/** A rule that cannot be evaluated ends the test for all: the others have to be tried again without it. */
const again = ({ proof }: OpenHearing, complaints: readonly Complaint[]): readonly Proof[] =>
  complaints.some(({ kind }) => kind === "evaluation") ? [proof] : [];

/** The alert itself is the first rule, its mutants follow. Only a test of alerts reads their texts. */
function trialOf({ suite, mutants, proof }: OpenHearing): Trial {
  const filed = filedAlert(suite);
  return {
    interval: proof.interval,
    size: 1 + mutants.length,
    rules: sideBySide(proof.alert_rule_test.length > 0 ? filed : withoutTexts(filed), mutants),
    tests: (names) => testsOf(proof, suite.alert, names),
  };
}

/** What the proof asks of the alert, asked of every name. */
const testsOf = (proof: Proof, alert: string, names: readonly string[]): object => ({
  ...proof,
  alert_rule_test: names.flatMap((alertname) => proof.alert_rule_test.map((test) => ({ ...test, alertname }))),
  promql_expr_test: names.flatMap((name) => proof.promql_expr_test.map((test) => renamed(test, alert, name))),
});

function renamed(test: object, alert: string, name: string): object {
  const { expr } = test as { readonly expr: string };
  const places = nodes(parse(expr).expression).flatMap((node) =>
    node.kind === "selector"
      ? node.matchers.filter(({ label, value }) => label === "alertname" && value === alert)
      : [],
  );
  const text = places.reduceRight(
    (all, { from, to }) => `${all.slice(0, from)}alertname="${name}"${all.slice(to)}`,
    expr,
  );
  return { ...test, expr: text };
}
