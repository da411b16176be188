import type { Convention } from "../../lib/metrics/conventions/index.ts";
import { FORMULAS } from "../../lib/services/capacity.ts";
import { inEveryJob, type ListedJob, type ListedMetric } from "../../stacks/catalogue.ts";
import { labelsText } from "./text.ts";

const INTRODUCTION = `# Metrics

Generated from the catalogue (\`metrics/\`) and the recordings of exporters; a test keeps this page equal to them.
\`npx quantflow catalogue\` prints the same of an environment, \`catalogue JOB\` everything that one job exposes, and
\`catalogue --capacity\` what Prometheus needs for it. Labels stand with the number of their values. Series are those of one
target; where a label's values are known at run time only, those at most stand in brackets.`;

const OTHERS = `## What we use of others

Their metrics are named by other people; types, labels and series are as a real scrape had them
(\`metrics/external/recordings/\`, written by \`npx quantflow catalogue record\`). Every job has those of its scrape, shown once.`;

const CONVENTIONS = `## Conventions

Every metric of ours keeps to these. One that does not is refused with file and line, before anything is started.`;

const SIZING = `## Sizing

Were every job to expose as much as its sample limit lets pass, \`catalogue --capacity\` shows what that would need too. An
environment whose Prometheus is given too little is refused. The end-to-end run holds series and samples to what the running
Prometheus says, within 15 %.`;

/** docs/metrics.md: our metrics, what we use of others, what each job costs, and the conventions. */
export function metricsPage(jobs: readonly ListedJob[], conventions: readonly Convention[]): string {
  const everywhere = inEveryJob(jobs);
  const ours = jobs.filter(({ metrics }) => metrics.some(isOurs));
  return [
    INTRODUCTION,
    ...ours.map(({ job, metrics }) => section(`## ${job}`, metrics.filter(isOurs))),
    OTHERS,
    section("### every job", everywhere.filter(isUsed)),
    ...jobs.map(({ job, exporter, metrics }) =>
      section(
        `### ${job}: ${exporter}`,
        metrics.filter(isUsed).filter((metric) => !isIn(everywhere)(metric)),
      ),
    ),
    `## What each job costs\n\n${table(["job", "metrics", "series a target", "at most", "sample limit"], jobs.map(cost))}`,
    SIZING,
    table(
      ["what", "is reckoned as", "source"],
      FORMULAS.map(({ of, formula, source }) => [of, formula, source]),
    ),
    CONVENTIONS,
    table(
      ["id", "asks", "because"],
      conventions.map(({ id, summary, why }) => [`\`${id}\``, summary, why]),
    ),
  ]
    .filter((text) => text !== "")
    .join("\n\n")
    .concat("\n");
}

const isOurs = ({ whose }: ListedMetric): boolean => whose === "ours";
const isUsed = ({ whose }: ListedMetric): boolean => whose === "used";
const isIn =
  (metrics: readonly ListedMetric[]) =>
  ({ name }: ListedMetric): boolean =>
    metrics.some((other) => other.name === name);

const section = (title: string, metrics: readonly ListedMetric[]): string =>
  metrics.length === 0
    ? ""
    : `${title}\n\n${table(["metric", "type", "unit", "labels", "series", "help"], metrics.map(row))}`;

const row = (metric: ListedMetric): readonly string[] => [
  `\`${metric.name}\``,
  metric.type,
  metric.unit ?? "",
  labelsText(metric),
  metric.most === metric.series ? `${metric.series}` : `${metric.series} (${metric.most})`,
  metric.help,
];

const cost = ({ job, recorded, metrics, exposed, most, limits }: ListedJob): readonly string[] =>
  recorded
    ? [job, `${metrics.length}`, `${exposed}`, `${most}`, `${limits.samples}`]
    : [job, "never recorded", "", "", `${limits.samples}`];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(escaped).join(" | ")} |`).join("\n");

const escaped = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
