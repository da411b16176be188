import { type Capacity, capacityOf, capacityProblems } from "../stacks/capacity.ts";
import { type Ladder, ladderOf } from "../stacks/capacity-ladder.ts";
import type { ListedJob } from "../stacks/catalogue.ts";
import { askedIn, SCALE_OPTIONS } from "./catalogue/asked.ts";
import { unknownJob } from "./catalogue/errors.ts";
import { ladderPage } from "./catalogue/ladder-page.ts";
import { capacityPage, cataloguePage, jobPage } from "./catalogue/page.ts";
import { command, EXIT } from "./command.ts";
import { ENVIRONMENT_OPTION, siteOf, unprovenModelOf } from "./stack/site.ts";
import { nearest } from "./terminal/nearest.ts";

export const catalogue = command({
  description:
    "Ours are declared in metrics/quantflow/, exporters' are recorded in metrics/external/recordings/; nothing needs to run. Labels and series are those of one target: ours as usual and at most, others' as recorded.",
  options: {
    environment: ENVIRONMENT_OPTION,
    capacity: { type: "boolean", summary: "what each job costs Prometheus, what follows, and when to climb to what" },
    ...SCALE_OPTIONS,
    json: {
      type: "boolean",
      summary: "print {environment, scale, jobs, ruleSeries, need, worst, room, step, ladder, problems}",
    },
  },
  arguments: [{ name: "JOB", summary: "every metric of one job, those too that nobody uses", optional: true }],
  examples: [
    { line: "npx quantflow catalogue", does: "our metrics and those of others that we use" },
    { line: "npx quantflow catalogue redis", does: "all that its exporter exports" },
    { line: "npx quantflow catalogue --capacity", does: "series, samples a second, memory and disk" },
    {
      line: "npx quantflow catalogue --capacity --replicas 4 --symbols 50",
      does: "the same of more, and when to climb",
    },
  ],
  async run(context, { environment, capacity, json, ...written }, [job]) {
    const { print, tell, paint } = context.terminal;
    const asked = askedIn(written);
    const model = unprovenModelOf(siteOf(context, environment));
    const { name } = model.environment;
    const found = capacityOf(model, asked);
    if (json) print(JSON.stringify(record(name, found, ladderOf(model, asked), job), null, 2));
    else if (job !== undefined) print(jobPage(jobNamed(job, found.jobs), paint));
    else if (capacity)
      print(`${capacityPage(found, name, paint)}\n\n${ladderPage(found, ladderOf(model, asked), paint)}`);
    else print(cataloguePage(found, name, paint));
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
const record = (environment: string, capacity: Capacity, ladder: Ladder, job: string | undefined) => ({
  environment,
  scale: {
    ...capacity.scale,
    messagesPerSecond: ladder.messagesPerSecond,
    intervalSeconds: capacity.interval.value,
    retentionSeconds: capacity.retention.value,
  },
  jobs: (job === undefined ? capacity.jobs : [jobNamed(job, capacity.jobs)]).map(({ interval, ...rest }) => ({
    ...rest,
    intervalSeconds: interval.value,
  })),
  ruleSeries: capacity.ruleSeries,
  need: numbers(capacity.need),
  worst: numbers(capacity.worst),
  room: {
    memoryBytes: capacity.room.memory.value,
    ...(capacity.room.disk && { diskBytes: capacity.room.disk.value }),
    processors: capacity.room.processors,
  },
  step: capacity.step.step,
  ladder: { rungs: ladder.rungs, limits: ladder.limits },
  problems: capacityProblems(capacity),
});

const numbers = ({ series, samplesPerSecond, memory, disk, processors }: Capacity["need"]) => ({
  series,
  samplesPerSecond,
  memoryBytes: memory.value,
  diskBytes: disk.value,
  processors,
});
