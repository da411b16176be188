import { RULES } from "./list.ts";
import type { LintRule, Problem, Subject, Waiver } from "./rule.ts";

/** Everything that is wrong with a dashboard, by the rules given, or by ours. Never throws. */
export const lint = (subject: Subject, rules: readonly LintRule[] = RULES): readonly Problem[] =>
  rules.flatMap((rule) =>
    rule.run(subject).map((finding) => ({
      rule: rule.id,
      severity: rule.severity,
      dashboard: subject.dashboard.uid,
      ...finding,
    })),
  );

/** What is left of the problems of all dashboards after the waivers; a waiver of nothing is one more. */
export function unwaived(problems: readonly Problem[], waivers: readonly Waiver[]): readonly Problem[] {
  const left = problems.filter((problem) => !waivers.some((waiver) => covers(waiver, problem)));
  const idle = waivers.filter((waiver) => !problems.some((problem) => covers(waiver, problem)));
  return [...left, ...idle.map(needless)];
}

const covers = ({ rule, dashboard, panel }: Waiver, problem: Problem): boolean =>
  rule === problem.rule && dashboard === problem.dashboard && (panel === undefined || panel === problem.panel);

const needless = ({ rule, dashboard, panel }: Waiver): Problem => ({
  rule: "waiver/needless",
  severity: "error",
  dashboard,
  ...(panel !== undefined && { where: `panel "${panel}"`, panel }),
  message: `has a waiver of ${rule} that covers nothing: remove it`,
});

/** `quantflow-feed, panel "Feed age": draws seconds as "ms": … (panel/unit)` */
export const problemText = ({ dashboard, where, message, rule }: Problem): string =>
  `${[dashboard, ...(where === undefined ? [] : [where])].join(", ")}: ${message} (${rule})`;
