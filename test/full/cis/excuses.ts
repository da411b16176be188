import type { Excuse } from "./check.ts";

const until = "2027-11-30";
export const noRetryCount: Excuse = {
  reason:
    "monitoring that gives up after five failures is away when it is needed; the engine doubles the pause before each restart, and the alerts of targets that are down or restart (RestartLoop, DatabaseRestartLoop, CacheRestartLoop, ServiceFlapping) tell of a loop",
  owner: "platform",
  until,
};
export const noPidsLimit: Excuse = {
  reason:
    "Terraform's Docker provider (4.6) has no argument for it, and ulimit nproc counts a user over all containers, so that one would starve the others; memory and CPU limits bound what a fork bomb takes",
  owner: "platform",
  until,
};
