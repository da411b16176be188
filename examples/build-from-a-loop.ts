import { dashboard, query, type Row, timeseries } from "../lib/dashboards/index.ts";
import { isFalse } from "../lib/metrics/units.ts";
import { value, where } from "../lib/promql/index.ts";
import { up } from "../metrics/external/index.ts";
import { JOBS, type Job } from "../metrics/index.ts";

const availability = (job: Job) =>
  timeseries(`up-${job}`, {
    title: job,
    description: `Whether ${job} answers its scrapes. A gap or a zero: it does not.`,
    width: 8,
    height: 5,
    queries: [query(value(where(up, { job })), (l) => l.instance)],
    thresholds: [isFalse],
    bad: "low",
    min: 0,
    max: 1,
  });

/** A panel a job, three in a line; a job that is added to the catalogue is added here. */
const lines = (jobs: readonly Job[]): readonly Row[] => {
  // A line is full or it is no line: the last is filled up by showing its jobs wider.
  const [full, rest] = [jobs.slice(0, jobs.length - (jobs.length % 3)), jobs.slice(jobs.length - (jobs.length % 3))];
  const wide = rest.map((job) => ({ ...availability(job), width: 24 / rest.length }));
  return [{ key: "jobs", panels: [...full.map(availability), ...wide] }];
};

export const everyJob = dashboard({
  uid: "example-every-job",
  title: "Every job",
  description: "Does everything answer?",
  tags: ["quantflow"],
  variables: [],
  rows: lines(JOBS),
});
