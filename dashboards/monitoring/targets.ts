import { labelVariable } from "../../lib/dashboards/index.ts";
import { up } from "../../metrics/external/index.ts";
import { JOBS, type Job } from "../../metrics/index.ts";

/** The same two choices as on the application's dashboards, among other jobs; `within` narrows a metric to what was chosen. */
export function choicesAmong(jobs: readonly Job[] = JOBS) {
  const all = jobs.length === JOBS.length;
  const job = labelVariable("job", { title: "Job", metric: up, label: "job", ...(!all && { within: { job: jobs } }) });
  const instance = labelVariable("instance", { title: "Instance", metric: up, label: "instance", within: { job } });
  return { job, instance } as const;
}
