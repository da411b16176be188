import { ofContainer } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const hostIpc: Policy = {
  id: "docker/host-ipc",
  summary: "No container shares the machine's IPC namespace",
  why: "It reads and writes the shared memory of the machine's processes.",
  alsoKnownAs: ["CIS Docker 5.17", "CKV_K8S_18", "AVD-KSV-0008"],
  bad: containers({ ipc_mode: "host" }),
  good: containers({}, { ipc_mode: "" }),
  run: ofContainer(({ ipc_mode: mode }) =>
    mode === "host" ? [{ message: "shares the machine's IPC namespace", remedy: "remove ipc_mode" }] : [],
  ),
};
