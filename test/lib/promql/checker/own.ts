import { checkerCatalogue } from "../../../../cli/promql/catalogue.ts";
import { type Catalogue, withRecordings } from "../../../../lib/promql/checker/index.ts";
import { JOBS } from "../../../../metrics/index.ts";
import { rules } from "../../../../rules/index.ts";
import { repository } from "../../../cli/fixtures.ts";

const groups = rules({ jobs: JOBS });

/** Our alerts, and what our rules record. */
export const alerts = groups.flatMap((group) => group.alerts);
export const recordings = groups.flatMap((group) => group.recordings);

/** What is declared, what exporters were seen to export, and what our rules record. */
export const ownCatalogue: Catalogue = withRecordings(
  checkerCatalogue(repository),
  recordings.map(({ record, of }) => ({ record, expr: of.promql })),
);
