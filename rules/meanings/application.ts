import type { Target } from "../../lib/alerting/proofs/target.ts";
import type { World } from "../../lib/alerting/proofs/world.ts";

export const OURS = { job: "quantflow", instance: "quantflow-app:9464" };
export const OUR_SECOND = { job: "quantflow", instance: "quantflow-app-2:9464" };
/** A program that measures itself as ours does, behind the same address. */
export const OF_ANOTHER_JOB = { job: "research", instance: OURS.instance };

export const application = (world: World, { job, instance } = OURS): Target => world.target(job, instance);
