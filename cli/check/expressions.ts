import { dashboards } from "../../dashboards/index.ts";
import { panelsOf } from "../../lib/dashboards/dashboard.ts";
import { check as judge, type Problem } from "../../lib/promql/checker/index.ts";
import { JOBS } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";
import { checkerCatalogue } from "../promql/catalogue.ts";
import type { Part } from "./part.ts";

interface Expression {
  readonly of: string;
  readonly promql: string;
  readonly context: "rule" | "dashboard";
  /** Seconds. */
  readonly for?: number;
}

/** Every expression that rules and panels use, against what is exported. */
export const expressions: Part = {
  name: "expressions",
  run: async ({ root }) => {
    const catalogue = checkerCatalogue(root);
    const all = [...ofRules(), ...ofPanels()];
    const problems = all.flatMap(({ of, promql, ...use }) =>
      judge(promql, { catalogue, ...use }).problems.map((problem) => told(of, promql, problem)),
    );
    return { looked: `${all.length} of rules and panels`, problems };
  },
};

const ofRules = (): readonly Expression[] =>
  rules({ jobs: JOBS }).flatMap(({ alerts, recordings }) => [
    ...recordings.map(({ record, of }) => ({ of: record, promql: of.promql, context: "rule" as const })),
    ...alerts.map(({ name, condition, for: held }) => ({
      ...{ of: name, promql: condition.promql, context: "rule" as const },
      ...(held && { for: held.value }),
    })),
  ]);

const ofPanels = (): readonly Expression[] =>
  dashboards.flatMap((dashboard) =>
    panelsOf(dashboard).flatMap((panel) =>
      panel.kind === "alertlist"
        ? []
        : panel.queries.map(({ expression }) => ({
            ...{ of: `${dashboard.title}, ${panel.title}`, promql: expression.promql },
            context: "dashboard" as const,
          })),
    ),
  );

const told = (of: string, promql: string, { check, message, from, suggestion }: Problem): string =>
  [
    `${of}: ${promql}`,
    `${check} at ${from}: ${message}`,
    ...(suggestion === undefined ? [] : [`write: ${suggestion}`]),
  ].join("\n  ");
