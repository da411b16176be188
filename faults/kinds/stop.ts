import type { FaultKind } from "../kind.ts";
import { every, start } from "./containers.ts";

export const stop: FaultKind = {
  id: "stop",
  summary: "the engine asks it to end (SIGTERM) and leaves it ended",
  why: "a deployment that went wrong, or a hand on the wrong container",
  applies: every,
  inject: async (stage, service) => {
    await stage.docker(["stop", stage.names.container(service)]);
  },
  undo: start,
};
