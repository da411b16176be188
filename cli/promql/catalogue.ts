import { join } from "node:path";
import { type Catalogue, catalogueOf, withRecordings } from "../../lib/promql/checker/index.ts";
import { catalogue, JOBS } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";
import { readRecordings } from "../../stacks/recordings.ts";

/** Everything that is known of metrics: what we declare, what exporters were seen to export, what our rules record. */
export function checkerCatalogue(root: string): Catalogue {
  const exported = catalogueOf(catalogue, readRecordings(join(root, "metrics/external/recordings")));
  const recorded = rules({ jobs: JOBS }).flatMap(({ recordings }) => recordings);
  return withRecordings(
    exported,
    recorded.map(({ record, of }) => ({ record, expr: of.promql })),
  );
}
