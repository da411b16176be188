import type { Service } from "../../lib/services/service.ts";
import type { FaultKind } from "../kind.ts";
import type { Stage } from "../stage.ts";
import { start } from "./containers.ts";
import { FREE_MEBIBYTES, fill, giveBack, limit, makeRoom } from "./limited-volume.ts";

/** Its volume has a limit from before the fault until after the recovery: only that nothing is free is the fault. */
export const fillVolume: FaultKind = {
  id: "fill-volume",
  summary: `its volume, which may take ${FREE_MEBIBYTES} MiB more than it holds, is filled to the last byte`,
  why: "a disk that nobody watched, a log that never ends",
  applies: ({ volumes = [] }) => volumes.length > 0,
  prepare: (stage, service) => whileStopped(stage, service, limit),
  inject: fill,
  undo: makeRoom,
  cleanUp: (stage, service) => whileStopped(stage, service, giveBack),
};

async function whileStopped(
  stage: Stage,
  service: Service,
  act: (stage: Stage, service: Service) => Promise<void>,
): Promise<void> {
  await stage.docker(["stop", stage.names.container(service)]);
  await act(stage, service);
  await start(stage, service);
}
