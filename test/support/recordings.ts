import { readRecordings } from "../../stacks/recordings.ts";

/** What real exporters exposed. */
export const recordings = readRecordings();
