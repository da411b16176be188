import { readdirSync, readFileSync } from "node:fs";
import type { Recording } from "../../lib/metrics/recording.ts";

const DIRECTORY = new URL("../../metrics/external/recordings/", import.meta.url);

/** What real exporters exposed. */
export const recordings: readonly Recording[] = readdirSync(DIRECTORY).map(
  (file): Recording => JSON.parse(readFileSync(new URL(file, DIRECTORY), "utf8")),
);
