import { checkerCatalogue } from "../../../../cli/promql/catalogue.ts";
import { JOBS } from "../../../../metrics/index.ts";
import { rules } from "../../../../rules/index.ts";
import { repository } from "../../../cli/fixtures.ts";

const groups = rules({ jobs: JOBS });

/** Our alerts, and what our rules record. */
export const alerts = groups.flatMap((group) => group.alerts);
export const recordings = groups.flatMap((group) => group.recordings);

export const ownCatalogue = checkerCatalogue(repository);
