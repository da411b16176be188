import type { FaultKind } from "../kind.ts";
import { every, start } from "./containers.ts";

/** A command of the engine that leaves the container ended. */
const endedBy = (id: "stop" | "kill"): Omit<FaultKind, "summary" | "why"> => ({
  id,
  applies: every,
  inject: async (stage, service) => {
    await stage.docker([id, stage.names.container(service)]);
  },
  undo: start,
});

export const stop: FaultKind = {
  ...endedBy("stop"),
  summary: "the engine asks it to end (SIGTERM) and leaves it ended",
  why: "a deployment that went wrong, or a hand on the wrong container",
};

export const kill: FaultKind = {
  ...endedBy("kill"),
  summary: "every process of it ends at once (SIGKILL), with no time to save anything, and is left ended",
  why: "a crash that no restart repairs, or the kernel taking memory back",
};
