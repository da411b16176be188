import { rule } from "../../lib/alerting/rules/file.ts";
import { checkTexts } from "../../lib/alerting/texts/index.ts";
import { type Catalogue, check as judge, type Problem } from "../../lib/promql/checker/index.ts";
import { JOBS } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";
import { waivers } from "../../rules/waivers.ts";
import { checkerCatalogue } from "../promql/catalogue.ts";
import type { Part } from "./part.ts";

interface Expression {
  readonly of: string;
  readonly promql: string;
  /** Seconds. */
  readonly for?: number;
}

const groups = rules({ jobs: JOBS });
const recordings = groups.flatMap((group) => group.recordings);
const alerts = groups.flatMap((group) => group.alerts);

/** Every expression of the rules, against what is exported; every text, against the rule that it is about. */
export const expressions: Part = {
  name: "expressions",
  run: async ({ root }) => {
    const catalogue = checkerCatalogue(root);
    const all = [...ofRecordings(), ...ofAlerts()];
    const problems = all.flatMap(({ of, promql, ...use }) =>
      judge(promql, { catalogue, context: "rule", ...use, waivers: waivers[of] ?? [] }).problems.map((problem) =>
        told(of, promql, problem),
      ),
    );
    return {
      looked: `${all.length} of rules, and the texts of ${alerts.length} alerts`,
      problems: [...problems, ...inTexts(catalogue)],
    };
  },
};

const ofRecordings = (): readonly Expression[] =>
  recordings.map(({ record, of }) => ({ of: record, promql: of.promql }));

const ofAlerts = (): readonly Expression[] =>
  alerts.map(({ name, condition: { promql }, for: held }) => ({
    of: name,
    promql,
    ...(held && { for: held.value }),
  }));

const inTexts = (catalogue: Catalogue): readonly string[] =>
  alerts.flatMap((alert) =>
    checkTexts(rule(alert), catalogue).map((problem) => told(`${alert.name}, ${problem.name}`, problem.text, problem)),
  );

const told = (of: string, text: string, { check, message, from, suggestion }: Problem): string =>
  [
    `${of}: ${text}`,
    `${check} at ${from}: ${message}`,
    ...(suggestion === undefined ? [] : [`write: ${suggestion}`]),
  ].join("\n  ");
