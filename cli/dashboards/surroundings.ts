import { dashboards } from "../../dashboards/index.ts";
import type { Surroundings } from "../../lib/dashboards/lint/index.ts";
import { JOBS } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";
import { environments } from "../../stacks/environments/index.ts";
import { checkerCatalogue } from "../promql/catalogue.ts";

const groups = rules({ jobs: JOBS });

/** What a dashboard is judged by here: our metrics, our alerts, our other dashboards. */
export const surroundings = (root: string): Surroundings => ({
  catalogue: checkerCatalogue(root),
  alerts: groups
    .flatMap((group) => group.alerts)
    .map(({ name, condition: { promql, threshold } }) => ({ name, promql, threshold: threshold.value })),
  recordings: new Map(groups.flatMap((group) => group.recordings.map(({ record, of }) => [record, of.promql]))),
  dashboards,
  evaluationInterval: environments.local.interval.value,
});
