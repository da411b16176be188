import type { Waiver } from "../lib/promql/checker/index.ts";

const DIVIDED: Waiver = {
  check: "label/job",
  reason: "The total that it is divided by selects the job, so no alert can speak of another.",
};

/** What the checker would say of a rule's expression, and why it stays as it is; by the rule's name. */
export const waivers: Readonly<Record<string, readonly Waiver[]>> = {
  "job:webhook_delivery_bad:recent": [DIVIDED],
  "job:webhook_delivery_bad:half_hour": [DIVIDED],
};
