import type { Check, Example } from "./check.ts";

/** A check as its readers meet it. */
export interface Documented {
  readonly id: string;
  readonly summary: string;
  readonly why: string;
  /** Examples, each as it is printed. */
  readonly bad: readonly string[];
  readonly good: readonly string[];
  readonly language: "promql" | "yaml";
}

const INTRODUCTION = `# PromQL checks

\`npx quantflow promql check\` judges expressions by these: those of a Prometheus rule file, of a Grafana dashboard, or one
a line. Ids that begin with \`syntax/\` or \`type/\` are what Prometheus itself refuses; every other id is a mistake that
Prometheus accepts and that leaves an alert silent or a panel empty. Those that begin with \`text/\` are of an alert's labels
and annotations. A problem that is meant to be there is waived in the expression, with its reason:
\`# waive range/short: scraped by hand\`. The examples speak of the metrics in \`test/lib/promql/checker/given.ts\`.`;

/** The checks as a page for readers, in Markdown. */
export const checksPage = (checks: readonly Documented[]): string =>
  `${[INTRODUCTION, ...checks.map(section)].join("\n\n")}\n`;

/** A check of expressions as a part of the page. */
export const documented = ({ id, summary, why, bad, good }: Check): Documented => ({
  ...{ id, summary, why, language: "promql" },
  bad: bad.map(line),
  good: good.map(line),
});

const section = ({ id, summary, why, bad, good, language }: Documented): string =>
  [
    `## ${id}`,
    `${summary}. ${why}`,
    `Found in:\n\n${block(bad, language)}`,
    `Not in:\n\n${block(good, language)}`,
  ].join("\n\n");

const block = (examples: readonly string[], language: string): string =>
  `\`\`\`${language}\n${examples.join("\n")}\n\`\`\``;

function line(example: Example): string {
  if (typeof example === "string") return example;
  const { expression, ...use } = example;
  const said = Object.entries(use).map(([name, value]) => `${NAMES[name] ?? name} ${told(value)}`);
  return said.length === 0 ? expression : `${expression}  # ${said.join(", ")}`;
}

const told = (value: string | number | readonly string[]): string => {
  if (typeof value === "number") return `${value} s`;
  return typeof value === "string" ? value : value.join(" and ") || "nothing";
};

const NAMES: Readonly<Record<string, string>> = {
  context: "in a",
  scrapeInterval: "scraped each",
  evaluationInterval: "evaluated each",
  neighbours: "beside",
};
