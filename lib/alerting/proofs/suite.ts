import { stringify } from "yaml";
import { nodes } from "../../promql/parse/ast.ts";
import { parse } from "../../promql/parse/parse.ts";
import type { Alert } from "../rules/alert.ts";
import { ruleFile } from "../rules/file.ts";
import { type Group, group, type Recording } from "../rules/group.ts";
import { promtoolFailed, sameSuite } from "./errors.ts";
import { type Proof, proofsOf } from "./proof.ts";
import type { Ground } from "./world.ts";

/** A rule and its proofs, for one `promtool test rules`. promtool evaluates every rule of a file for each test. */
export interface Suite {
  /** The alert's, with its constant labels where rules share one: `TargetDown-redis`. */
  readonly name: string;
  readonly alert: string;
  /** A rule file that holds the rule alone, with what it reads. */
  readonly rules: string;
  readonly proofs: readonly Proof[];
}

/** Each alert of a group with its proofs. */
export const suitesOf = ({ alerts, recordings }: Group, ground: Ground): readonly Suite[] =>
  alerts.map((alert) => suiteOf(alert, recordings, ground));

/** `rules` is another rule file than the alert's own when a stand-in is put on trial. */
export function suiteOf(
  alert: Alert,
  recordings: readonly Recording[],
  ground: Ground,
  rules: string = ruleFileOf(alert, recordings),
): Suite {
  const named = metricsIn(...promqlOf(alert, recordings));
  const name = [alert.name, ...Object.values(alert.labels)].join("-");
  return {
    name,
    alert: alert.name,
    rules,
    proofs: proofsOf(alert, { name, ground, reads: (metric) => named.has(metric) }),
  };
}

/** The rule alone, after the recordings that it reads. */
export const ruleFileOf = (alert: Alert, recordings: readonly Recording[]): string =>
  ruleFile(group(alert.name, [alert], readBy(alert, recordings)));

const promqlOf = (alert: Alert, recordings: readonly Recording[]): readonly string[] => [
  alert.condition.promql,
  ...readBy(alert, recordings).map(({ of }) => of.promql),
];

/** A recording may read those before it. */
function readBy({ condition }: Alert, recordings: readonly Recording[]): readonly Recording[] {
  const read = new Set(metricsIn(condition.promql));
  return recordings
    .toReversed()
    .filter(({ record, of }) => {
      if (!read.has(record)) return false;
      for (const metric of metricsIn(of.promql)) read.add(metric);
      return true;
    })
    .toReversed();
}

/** The names of the metrics in expressions. */
export const metricsIn = (...promql: readonly string[]): ReadonlySet<string> =>
  new Set(
    promql
      .flatMap((text) => nodes(parse(text).expression))
      .flatMap((node) => (node.kind === "selector" && node.name !== undefined ? [node.name] : [])),
  );

/** What promtool is given: file names to texts, and which of them are the tests. */
export interface TestFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly tests: readonly string[];
}

/** Fails when two suites go by one name. */
export function filesOf(suites: readonly Suite[]): TestFiles {
  const rules = new Map(suites.map((suite) => [rulesName(suite), suite.rules]));
  if (rules.size < suites.length) throw sameSuite(suites.map(({ name }) => name));
  const tests = new Map(suites.flatMap(testFiles));
  return { files: new Map([...rules, ...tests]), tests: [...tests.keys()] };
}

const rulesName = ({ name }: Suite): string => `rules/${name}.yml`;

/** What a suite is written as; writing it again would take as long as proving it. */
const written = new WeakMap<Suite, readonly (readonly [string, string])[]>();

function testFiles(suite: Suite): readonly (readonly [string, string])[] {
  const known = written.get(suite) ?? write(suite);
  written.set(suite, known);
  return known;
}

/** A test file has one evaluation interval, so proofs of other steps get a file of their own. */
const write = (suite: Suite): readonly (readonly [string, string])[] =>
  [...new Set(suite.proofs.map(({ interval }) => interval))].map((interval) => {
    const tests = suite.proofs.filter((proof) => proof.interval === interval);
    const file = { rule_files: [rulesName(suite)], evaluation_interval: interval, tests };
    return [`${suite.name}-${interval}.yml`, stringify(file, { lineWidth: 0 })];
  });

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * What `promtool test rules` said against each proof, by the proof's name; empty when all hold. Fails when promtool
 * ended otherwise than by judging.
 */
export function failuresOf({ code, stdout, stderr }: Outcome): ReadonlyMap<string, string> {
  const failures = new Map<string, string>();
  for (const part of stderr.split(/^ {4}(?=name: |expr: )/m).slice(1)) {
    const name = /^name: (.*),\n/.exec(part)?.[1] ?? /proof!=\\"(.*?)\\"/.exec(part)?.[1];
    if (name === undefined) throw promtoolFailed(part);
    failures.set(name, (failures.get(name) ?? "") + part);
  }
  if ((code === 0) !== (failures.size === 0)) throw promtoolFailed(`exit code ${code}\n${stdout}${stderr}`);
  return failures;
}
