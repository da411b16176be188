import type { Check, Example } from "./check.ts";

const INTRODUCTION = `# PromQL checks

\`npx quantflow promql check\` judges expressions by these. Ids that begin with \`syntax/\` or \`type/\` are what Prometheus
itself refuses; every other id is a mistake that Prometheus accepts and that leaves an alert silent or a panel empty.
A problem that is meant to be there is waived in the expression, with its reason: \`# waive range/short: scraped by hand\`.
The examples speak of the metrics in \`test/lib/promql/checker/given.ts\`.`;

/** The checks as a page for readers, in Markdown. */
export const checksPage = (checks: readonly Check[]): string =>
  `${[INTRODUCTION, ...checks.map(section)].join("\n\n")}\n`;

const section = ({ id, summary, why, bad, good }: Check): string =>
  [`## ${id}`, `${summary}. ${why}`, `Found in:\n\n${block(bad)}`, `Not in:\n\n${block(good)}`].join("\n\n");

const block = (examples: readonly Example[]): string => `\`\`\`promql\n${examples.map(line).join("\n")}\n\`\`\``;

function line(example: Example): string {
  if (typeof example === "string") return example;
  const { expression, ...use } = example;
  const said = Object.entries(use).map(
    ([name, value]) => `${NAMES[name] ?? name} ${value}${typeof value === "number" ? " s" : ""}`,
  );
  return said.length === 0 ? expression : `${expression}  # ${said.join(", ")}`;
}

const NAMES: Readonly<Record<string, string>> = {
  context: "in a",
  scrapeInterval: "scraped each",
  evaluationInterval: "evaluated each",
};
