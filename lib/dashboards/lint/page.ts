import type { LintRule } from "./rule.ts";

/** A rule of dashboard-linter, and who says the same here; a text where nobody does, with the reason. */
const THEIRS: readonly (readonly [string, string])[] = [
  ["panel-title-description-rule", "`panel/description`"],
  ["panel-units-rule", "`panel/unit`, which also knows the unit of the query"],
  ["panel-no-targets-rule", "`panel/no-queries`"],
  ["panel-datasource-rule", "the writers: a query names its data source by reference, everywhere"],
  ["target-promql-rule", "`panel/promql`"],
  ["target-rate-interval-rule", "`panel/promql-warning`, by the check `range/fixed`"],
  ["target-counter-agg, target-histogram", "`panel/promql`, by the checks of types and histograms"],
  ["target-job-rule, target-instance-rule, target-required-matchers-rule", "`variable/ignored`"],
  ["legend", "`panel/promql`, by the check of legends"],
  ["template-label-promql-rule", "`variable/series`"],
  ["template-on-time-change-reload-rule", "`variable/refresh`"],
  ["template-unused", "`dashboard/consistent`"],
  ["template-variable-matchers-rule", "`dashboard/consistent`"],
  ["dashboard-refresh-interval", "`dashboard/refresh`"],
  ["template-uneditable-rule", "`dashboard/editable`"],
  ["element-reference-rule, v2-required-fields", "the writers: they cannot write such a dashboard"],
  [
    "template-datasource-rule",
    "does not apply: a dashboard is written for one environment, with that one's data source",
  ],
  ["template-job-rule, template-instance-rule", "does not apply: a dashboard has the variables that its panels use"],
  ["target-logql-rule, target-logql-auto-rule", "does not apply: there are no logs among the data sources"],
];

/** The rules as a page for readers, in Markdown. */
export const lintPage = (rules: readonly LintRule[]): string =>
  `${[INTRODUCTION, ...rules.map(section), COMPARED, table()].join("\n\n")}\n`;

const INTRODUCTION = `# Rules for dashboards

\`npx quantflow dashboards lint\` judges our dashboards by these, and \`lint FILE\` any other's; \`npm run check\` does so
too. An error is never right; a warning may be. Each rule is one value with examples of what it refuses and what it
accepts, in \`lib/dashboards/lint/rules\`; a test runs them all.`;

const COMPARED = `## Beside dashboard-linter

The rules of Grafana's own linter (grafana/dashboard-linter, read in November 2026), and what says the same here.`;

const section = ({ id, summary, why, severity, bad, good }: LintRule): string =>
  `## ${id}\n\n${summary}. ${why}\n\nSeverity: ${severity}. Examples: ${bad.length} refused, ${good.length} accepted.`;

const table = (): string =>
  ["| rule | here |", "| --- | --- |", ...THEIRS.map(([rule, here]) => `| ${rule} | ${here} |`)].join("\n");
