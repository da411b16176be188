import { type Capacity, capacityOf, capacityProblems } from "../stacks/capacity.ts";
import type { ListedJob } from "../stacks/catalogue.ts";
import { unknownJob } from "./catalogue/errors.ts";
import { capacityPage, cataloguePage, jobPage } from "./catalogue/page.ts";
import { command, EXIT } from "./command.ts";
import { ENVIRONMENT_OPTION, siteOf, unprovenModelOf } from "./stack/site.ts";
import { nearest } from "./terminal/nearest.ts";

export const catalogue = command({
  description:
    "Ours are declared in metrics/quantflow/, exporters' are recorded in metrics/external/recordings/; nothing needs to run. Labels and series are those of one target: ours as usual and at most, others' as recorded.",
  options: {
    environment: ENVIRONMENT_OPTION,
    capacity: { type: "boolean", summary: "what each job costs Prometheus, and the memory, disk and step that follow" },
    json: { type: "boolean", summary: "print {environment, jobs, ruleSeries, need, worst, room, step, problems}" },
  },
  arguments: [{ name: "JOB", summary: "every metric of one job, those too that nobody uses", optional: true }],
  examples: [
    { line: "npx quantflow catalogue", does: "our metrics and those of others that we use" },
    { line: "npx quantflow catalogue redis", does: "all that its exporter exports" },
    { line: "npx quantflow catalogue --capacity", does: "series, samples a second, memory and disk" },
  ],
  async run(context, { environment, capacity, json }, [job]) {
    const { print, tell, paint } = context.terminal;
    const model = unprovenModelOf(siteOf(context, environment));
    const { name } = model.environment;
    const found = capacityOf(model);
    if (json) print(JSON.stringify(record(name, found, job), null, 2));
    else if (job !== undefined) print(jobPage(jobNamed(job, found.jobs), paint));
    else print(capacity ? capacityPage(found, name, paint) : cataloguePage(found, name, paint));
    const problems = capacityProblems(found);
    for (const problem of problems) tell(paint("red", problem));
    return problems.length > 0 ? EXIT.failed : EXIT.ok;
  },
});

function jobNamed(name: string, jobs: readonly ListedJob[]): ListedJob {
  const names = jobs.map(({ job }) => job);
  const found = jobs.find(({ job }) => job === name);
  if (!found) throw unknownJob(name, names, nearest(name, names));
  return found;
}

/** Quantities as plain numbers in base units: seconds and bytes. */
const record = (environment: string, capacity: Capacity, job: string | undefined) => ({
  environment,
  jobs: (job === undefined ? capacity.jobs : [jobNamed(job, capacity.jobs)]).map(({ interval, ...rest }) => ({
    ...rest,
    intervalSeconds: interval.value,
  })),
  ruleSeries: capacity.ruleSeries,
  need: numbers(capacity.need),
  worst: numbers(capacity.worst),
  room: { memoryBytes: capacity.room.memory.value, diskBytes: capacity.room.disk.value },
  step: capacity.step.step,
  problems: capacityProblems(capacity),
});

const numbers = ({ series, samplesPerSecond, memory, disk }: Capacity["need"]) => ({
  series,
  samplesPerSecond,
  memoryBytes: memory.value,
  diskBytes: disk.value,
});
