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
  /** The names of the proofs that turn red; none: it survives. */
  readonly killedBy: readonly string[];
}

export interface Judgement {
  readonly alert: string;
  /** The names of the proofs that it was put to. */
  readonly proofs: readonly string[];
  readonly verdicts: readonly Verdict[];
}

/**
 * Puts every mutant into its alert's place and tells which proofs turn red, on the real promtool. Fails where the
 * alert itself fails a proof, and where promtool ends otherwise than by judging.
 */
export async function judge(cases: readonly Case[], toolbox: Toolbox): Promise<readonly Judgement[]> {
  const hearings = cases.flatMap((one) => one.suite.proofs.map((proof) => ({ ...one, proof })));
  const killed = await killedIn(hearings, toolbox);
  return cases.map(({ suite: { alert, proofs }, mutants }) => ({
    alert,
    proofs: proofs.map(({ name }) => name),
    verdicts: mutants.map((mutant) => ({
      mutant,
      killedBy: proofs.filter((proof) => killed.get(proof)?.has(mutant)).map(({ name }) => name),
    })),
  }));
}

interface Hearing extends Case {
  readonly proof: Proof;
}

/** Proof to the mutants it turns red for. */
async function killedIn(
  hearings: readonly Hearing[],
  toolbox: Toolbox,
): Promise<ReadonlyMap<Proof, ReadonlySet<Mutant>>> {
  if (hearings.length === 0) return new Map();
  const complaints = await complaintsOf(hearings.map(trialOf), toolbox);
  const killed = new Map(hearings.map((hearing, index) => [hearing.proof, killedBy(hearing, complaints[index] ?? [])]));
  const again = await killedIn(
    hearings.flatMap((hearing, index) => retrial(hearing, complaints[index] ?? [])),
    toolbox,
  );
  for (const [proof, mutants] of again) killed.set(proof, new Set([...(killed.get(proof) ?? []), ...mutants]));
  return killed;
}

function killedBy(
  { suite: { alert }, proof, mutants }: Hearing,
  complaints: readonly Complaint[],
): ReadonlySet<Mutant> {
  const ofOriginal = complaints.find(({ rule }) => rule === 0);
  if (ofOriginal) throw redOriginal(alert, proof.name, ofOriginal.text);
  return new Set(complaints.map(({ rule }) => mutants[rule - 1] as Mutant));
}

/** A rule that cannot be evaluated ends the test for all: the others are tried again without it. */
function retrial(hearing: Hearing, complaints: readonly Complaint[]): readonly Hearing[] {
  const failed = new Set(complaints.filter(({ kind }) => kind === "evaluation").map(({ rule }) => rule - 1));
  return failed.size === 0 ? [] : [{ ...hearing, mutants: hearing.mutants.filter((_, index) => !failed.has(index)) }];
}

/** The alert itself is the first rule, its mutants follow. Only a test of alerts reads their texts. */
function trialOf({ suite, mutants, proof }: Hearing): Trial {
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
