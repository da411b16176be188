import { numberOf, ofContainer, someUnknown } from "../attributes.ts";
import { CARRIER, isCarrier } from "../carrier.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const cpuLimit: Policy = {
  id: "docker/cpu-limit",
  summary: "Every container that keeps running has a CPU limit",
  why: "A loop in one service starves the others, the one that would tell of it among them. A carrier of files ends.",
  alsoKnownAs: ["CIS Docker 5.12", "CKV_K8S_11", "AVD-KSV-0011"],
  bad: containers({}, { cpus: "0" }),
  good: containers({ cpus: "0.5" }, { cpu_quota: 50000 }, CARRIER),
  run: ofContainer((container) =>
    isCarrier(container) ||
    someUnknown(container, ...LIMITS) ||
    LIMITS.some((key) => (numberOf(container, key) ?? 0) > 0)
      ? []
      : [{ message: "has no CPU limit", remedy: 'set cpus, such as "0.5"' }],
  ),
};

const LIMITS = ["cpus", "cpu_quota"];
