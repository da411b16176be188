import { ofContainer } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const privileged: Policy = {
  id: "docker/privileged",
  summary: "No container is privileged",
  why: "A privileged container has every capability and every device: whoever breaks into it owns the machine.",
  alsoKnownAs: ["CIS Docker 5.5", "CKV_K8S_16", "AVD-KSV-0017"],
  bad: containers({ privileged: true }),
  good: containers({}, { privileged: false }),
  run: ofContainer(({ privileged: is }) =>
    is === true ? [{ message: "runs privileged", remedy: "remove privileged" }] : [],
  ),
};
