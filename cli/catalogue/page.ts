import type { Capacity } from "../../stacks/capacity.ts";
import { inEveryJob, type ListedJob, type ListedMetric } from "../../stacks/catalogue.ts";
import { table } from "../terminal/table.ts";
import type { Paint } from "../terminal/terminal.ts";
import { labelsText, needRows, rateText, stepText } from "./text.ts";

/** Every job with the metrics that are ours or that we use, and the sizing. */
export function cataloguePage(capacity: Capacity, environment: string, paint: Paint): string {
  const { jobs, ruleSeries, need } = capacity;
  const everywhere = inEveryJob(jobs);
  const isHere = ({ whose, name }: ListedMetric) =>
    whose !== "recorded" && !everywhere.some((metric) => metric.name === name);
  const rules = ruleSeries === 0 ? "" : ` and ${ruleSeries} of rules`;
  return [
    `${paint("bold", "every job")}  its scrape\n${metricsTable(everywhere, paint)}`,
    ...jobs.map((job) => jobPage(job, paint, isHere)),
    `${paint("bold", environment)}: ${need.series} series of ${jobs.length} jobs${rules}, ${rateText(need.samplesPerSecond)} samples a second. ${stepText(capacity.step)}`,
    "All of one job: npx quantflow catalogue JOB. What each job costs: npx quantflow catalogue --capacity",
  ].join("\n\n");
}

/** One job: its head, and those of its metrics that are wanted. */
export function jobPage(job: ListedJob, paint: Paint, wanted: (metric: ListedMetric) => boolean = () => true): string {
  const shown = job.metrics.filter(wanted);
  const rest = job.metrics.length - shown.length;
  return [
    jobHead(job, paint),
    ...(shown.length > 0 ? [metricsTable(shown, paint)] : []),
    ...(rest > 0 ? [paint("dim", `and ${rest} more`)] : []),
  ].join("\n");
}

function metricsTable(metrics: readonly ListedMetric[], paint: Paint): string {
  const head = ["METRIC", "TYPE", "UNIT", "LABELS", "SERIES", "AT MOST", ""].map((title) => paint("dim", title));
  const rows = metrics.map((metric) => [
    metric.whose === "recorded" ? metric.name : paint("cyan", metric.name),
    metric.type,
    metric.unit ?? "",
    labelsText(metric),
    `${metric.series}`,
    metric.most === metric.series ? "" : `${metric.most}`,
    metric.whose,
  ]);
  return table([head, ...rows]);
}

function jobHead({ job, exporter, recorded, targets, interval, series, limits }: ListedJob, paint: Paint): string {
  const cost = `${targets} ${targets === 1 ? "target" : "targets"}, every ${interval.text}, ${series} series each (sample limit ${limits.samples})`;
  const unknown = recorded ? "" : paint("yellow", "; never recorded, so it counts as its limit");
  return `${paint("bold", job)}  ${exporter}: ${cost}${unknown}`;
}

/** What each job costs, what all of them need, and which step carries it. */
export function capacityPage(capacity: Capacity, environment: string, paint: Paint): string {
  const bold = (titles: readonly string[]) => titles.map((title) => paint("bold", title));
  const rows = capacity.jobs.map((job) => [
    job.job,
    `${job.targets}`,
    job.interval.text,
    `${job.targets * job.series}`,
    rateText((job.targets * job.series) / job.interval.value),
    `${job.most}${job.recorded ? "" : " (never recorded)"}`,
    `${job.limits.samples}`,
    `${Math.round((100 * job.most) / job.limits.samples)} %`,
  ]);
  const rules = ["rules", "", "", `${capacity.ruleSeries}`, "", "", "", ""];
  return [
    table([
      bold(["JOB", "TARGETS", "EVERY", "SERIES", "PER SECOND", "A SCRAPE AT MOST", "LIMIT", "USED"]),
      ...rows,
      rules,
    ]),
    table([bold([environment.toUpperCase(), "NEEDED", "AT ALL LIMITS", "GIVEN"]), ...needRows(capacity)]),
    stepText(capacity.step),
  ].join("\n\n");
}
