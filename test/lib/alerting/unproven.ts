import type { Meaning } from "../../../lib/alerting/proofs/meaning.ts";
import { seconds } from "../../../lib/metrics/units.ts";

/** The meaning of an alert whose proofs no test runs. */
export const UNPROVEN: Meaning = {
  fires: [
    {
      when: "nobody looks",
      happens: [],
      firesAfter: seconds(0),
      tells: [{ labels: {}, summary: "", description: "" }],
    },
  ],
  silent: [],
  unscraped: "ends",
};
