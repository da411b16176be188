import type { FaultKind } from "../kind.ts";
import { amongIts, beside } from "./beside.ts";
import { every } from "./containers.ts";

/** To every process but the `init` that waits for them, which would pass no SIGSTOP on. */
const SIGNAL_ALL = (signal: "STOP" | "CONT"): string => `kill -s ${signal} -- -1`;

export const freeze: FaultKind = {
  id: "freeze",
  summary: "every process of it stands still (SIGSTOP): connections stay open and nothing is answered",
  why: "a dead disk below it, a hypervisor that gives it no time, a deadlock",
  applies: every,
  inject: (stage, service) => beside(stage, amongIts(stage, service), SIGNAL_ALL("STOP")),
  undo: (stage, service) => beside(stage, amongIts(stage, service), SIGNAL_ALL("CONT")),
};
