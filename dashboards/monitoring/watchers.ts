import type { Alert } from "../../lib/alerting/rules/alert.ts";
import { JOBS } from "../../metrics/index.ts";
import { availability } from "../../rules/availability.ts";

const { alerts } = availability(JOBS);

/** Alerts of which there is one a job: `TargetDown`. Any of them stands for all. */
export const ofEveryJob = (...names: readonly string[]): readonly Alert[] =>
  names.flatMap((name) => alerts.find((alert) => alert.name === name) ?? []);
