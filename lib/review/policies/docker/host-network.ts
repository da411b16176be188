import { ofContainer } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const hostNetwork: Policy = {
  id: "docker/host-network",
  summary: "No container shares the machine's network namespace",
  why: "It reaches every port of the loopback interface, and its own are open to the world without being published.",
  alsoKnownAs: ["CIS Docker 5.10", "CKV_K8S_19", "AVD-KSV-0009"],
  bad: containers({ network_mode: "host" }),
  good: containers({}, { network_mode: "" }),
  run: ofContainer(({ network_mode: mode }) =>
    mode === "host" ? [{ message: "shares the machine's network namespace", remedy: "remove network_mode" }] : [],
  ),
};
