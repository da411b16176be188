import type { Service } from "../lib/services/service.ts";
import type { Stage } from "./stage.ts";

/** A way to break a service, and to mend it again. */
export interface FaultKind {
  /** In the name of a cell: `freeze`. */
  readonly id: string;
  /** What is done, in one line. */
  readonly summary: string;
  /** What in the world it stands for. */
  readonly why: string;
  /** False where it has nothing to break. */
  readonly applies: (service: Service) => boolean;
  /** What the fault needs and is none itself; all has to be well again before it is injected. */
  readonly prepare?: (stage: Stage, service: Service) => Promise<void>;
  readonly inject: (stage: Stage, service: Service) => Promise<void>;
  /** Takes the fault away, and nothing else: what it broke has to recover by itself. Bears that nothing is broken. */
  readonly undo: (stage: Stage, service: Service) => Promise<void>;
  /** Takes back what was prepared, after the recovery or where anything failed. Bears that nothing was prepared. */
  readonly cleanUp?: (stage: Stage, service: Service) => Promise<void>;
}
