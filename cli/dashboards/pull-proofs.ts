/** The rules of the code and the proofs of one alert, posted from a thread of its own: `pull` runs this with edited sources. */
import { parentPort, workerData } from "node:worker_threads";
import { ruleFileOf, type Suite, suitesOf } from "../../lib/alerting/proofs/suite.ts";
import type { Recording } from "../../lib/metrics/recording.ts";
import { JOBS } from "../../metrics/index.ts";
import { groundOf } from "../../rules/ground.ts";
import { rules } from "../../rules/index.ts";

export interface ProofsGiven {
  readonly alert: string;
  readonly recordings: readonly Recording[];
}

export interface Proven {
  /** Every alert's rule file, to see which of them an edit changes. */
  readonly rules: readonly { readonly alert: string; readonly text: string }[];
  readonly suites: readonly Suite[];
}

const { alert, recordings } = workerData as ProofsGiven;
const groups = rules({ jobs: JOBS });
const proven: Proven = {
  rules: groups.flatMap((group) =>
    group.alerts.map((one) => ({ alert: one.name, text: ruleFileOf(one, group.recordings) })),
  ),
  suites: groups
    .map((group) => ({ ...group, alerts: group.alerts.filter(({ name }) => name === alert) }))
    .flatMap((group) => suitesOf(group, groundOf(recordings))),
};
parentPort?.postMessage(proven);
