import { join } from "node:path";
import { type Catalogue, catalogueOf } from "../../lib/promql/checker/index.ts";
import { catalogue } from "../../metrics/index.ts";
import { readRecordings } from "../../stacks/recordings.ts";

/** Everything that is known of metrics: what we declare, and what recordings of the exporters hold beside it. */
export const checkerCatalogue = (root: string): Catalogue =>
  catalogueOf(catalogue, readRecordings(join(root, "metrics/external/recordings")));
