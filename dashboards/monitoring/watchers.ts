import type { Alert } from "../../lib/alerting/rules/alert.ts";
import { JOBS } from "../../metrics/index.ts";
import { availability } from "../../rules/availability.ts";

const { alerts } = availability(JOBS);

/** Alerts of which there is one a job: any of them stands for all. Fails when no job has one of that name. */
export const ofEveryJob = (...names: readonly string[]): readonly Alert[] =>
  names.map((name) => {
    const found = alerts.find((alert) => alert.name === name);
    if (!found) throw new RangeError(`no job has an alert ${name}`);
    return found;
  });
