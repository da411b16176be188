import { ofContainer } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const hostPid: Policy = {
  id: "docker/host-pid",
  summary: "No container shares the machine's process namespace",
  why: "It sees every process of the machine with its arguments and environment, and as root may end or trace them.",
  alsoKnownAs: ["CIS Docker 5.16", "CKV_K8S_17", "AVD-KSV-0010"],
  bad: containers({ pid_mode: "host" }),
  good: containers({}, { pid_mode: "" }),
  run: ofContainer(({ pid_mode: mode }) =>
    mode === "host" ? [{ message: "shares the machine's process namespace", remedy: "remove pid_mode" }] : [],
  ),
};
