import type { FaultKind } from "../kind.ts";
import { every, start } from "./containers.ts";

export const kill: FaultKind = {
  id: "kill",
  summary: "every process of it ends at once (SIGKILL), with no time to save anything, and is left ended",
  why: "a crash that no restart repairs, or the kernel taking memory back",
  applies: every,
  inject: async (stage, service) => {
    await stage.docker(["kill", stage.names.container(service)]);
  },
  undo: start,
};
