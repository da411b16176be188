import { blocksOf, ofContainer, someUnknown, textsOf } from "../attributes.ts";
import { CARRIER, isCarrier } from "../carrier.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const healthCheck: Policy = {
  id: "docker/health-check",
  summary: "What keeps running has a health check",
  why: "A process that runs and does not answer is down; without a check neither the engine nor an apply that waits for it can tell. A carrier of files ends.",
  alsoKnownAs: ["CIS Docker 5.27", "CKV_K8S_8"],
  bad: containers({}, { healthcheck: [{ test: ["NONE"] }] }),
  good: containers({ healthcheck: [{ test: ["CMD", "/healthy"] }] }, CARRIER),
  run: ofContainer((container) => {
    const checks = blocksOf(container, "healthcheck");
    const unknown = someUnknown(container, "healthcheck") || checks.some((check) => someUnknown(check, "test"));
    const checked = checks.some((check) => ["CMD", "CMD-SHELL"].includes(textsOf(check, "test")[0] ?? ""));
    if (isCarrier(container) || unknown || checked) return [];
    return [
      { message: "nothing asks whether it is healthy", remedy: "add a healthcheck whose test is its own question" },
    ];
  }),
};
