import type { FaultKind } from "../kind.ts";
import { every, start } from "./containers.ts";

/** Three restarts are a loop; one more, so that a scrape that missed one does not hide it. */
const RESTARTS = 4;
/** Scrapes that find it down, and those that then find it up again. */
const [DOWN, UP] = [1.5, 3.5];

/** How long one restart takes, in intervals of the environment. */
export const RESTART_INTERVALS = DOWN + UP;

export const restartLoop: FaultKind = {
  id: "restart-loop",
  summary: `its processes are killed and it is started again, ${RESTARTS} times in a row`,
  why: "a program that fails some seconds after each start, and a supervisor that never gives up",
  applies: every,
  inject: async (stage, service) => {
    const interval = 1000 * stage.model.environment.interval.value;
    for (let restart = 0; restart < RESTARTS; restart += 1) {
      await stage.docker(["kill", stage.names.container(service)]);
      await stage.pause(DOWN * interval);
      await start(stage, service);
      await stage.pause(UP * interval);
    }
  },
  undo: start,
};
