import { numberOf, ofContainer, someUnknown } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const memoryLimit: Policy = {
  id: "docker/memory-limit",
  summary: "Every container has a memory limit",
  why: "One that leaks takes the memory of all, and the kernel chooses which of them it kills.",
  alsoKnownAs: ["CIS Docker 5.11", "CKV_K8S_13", "AVD-KSV-0018"],
  bad: containers({}, { memory: 0 }),
  good: containers({ memory: 256 }),
  run: ofContainer((container) =>
    someUnknown(container, "memory") || (numberOf(container, "memory") ?? 0) > 0
      ? []
      : [{ message: "has no memory limit", remedy: "set memory, in MiB" }],
  ),
};
