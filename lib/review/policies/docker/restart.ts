import { numberOf, ofContainer, someUnknown, textOf } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const restart: Policy = {
  id: "docker/restart",
  summary: "A container is started again a bounded number of times, or until somebody stops it",
  why: "always starts again what somebody stopped on purpose when the engine restarts; on-failure without a count never gives up.",
  alsoKnownAs: ["CIS Docker 5.15"],
  bad: containers({ restart: "always" }, { restart: "on-failure" }, { restart: "on-failure", max_retry_count: 0 }),
  good: containers({ restart: "unless-stopped" }, { restart: "no" }, { restart: "on-failure", max_retry_count: 5 }, {}),
  run: ofContainer((container) => {
    const policy = textOf(container, "restart") ?? "no";
    if (policy === "always") return [{ message: "restart is always", remedy: 'set restart to "unless-stopped"' }];
    const isBounded = someUnknown(container, "max_retry_count") || (numberOf(container, "max_retry_count") ?? 0) > 0;
    if (policy !== "on-failure" || isBounded) return [];
    return [{ message: "restart is on-failure without a count", remedy: "set max_retry_count, such as 5" }];
  }),
};
