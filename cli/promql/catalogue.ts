import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Catalogue, catalogueOf } from "../../lib/promql/checker/index.ts";
import { catalogue } from "../../metrics/index.ts";

const recording = z.object({
  exporter: z.string(),
  version: z.string(),
  metrics: z.record(
    z.string(),
    z.object({ type: z.string(), help: z.string(), labels: z.record(z.string(), z.number()) }),
  ),
});

/** Everything that is known of metrics: what we declare, and what recordings of the exporters hold beside it. */
export function checkerCatalogue(root: string): Catalogue {
  const directory = join(root, "metrics/external/recordings");
  const files = readdirSync(directory).filter((file) => file.endsWith(".json"));
  const recordings = files.map((file) => recording.parse(JSON.parse(readFileSync(join(directory, file), "utf8"))));
  return catalogueOf(catalogue, recordings);
}
