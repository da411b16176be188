import { tracked } from "../terminal/progress.ts";
import type { Workshop } from "../tools/index.ts";
import { cannotInstall } from "./errors.ts";
import { type Engine, type Found, findEngine, serverInstalled } from "./find.ts";
import { installEngine } from "./install.ts";
import { startEngine } from "./start.ts";

export interface Ensured {
  readonly engine: Engine;
  /** True when this call started it, so that who called may end it. */
  readonly started: boolean;
  /** Its process, when it was spawned rather than started by systemd. */
  readonly pid?: number;
}

/**
 * An engine that answers: the one that runs, else the installed one, started; else, where that is agreed to, one from
 * the distribution's packages.
 */
export async function ensureEngine(
  workshop: Workshop,
  { mayInstall }: { readonly mayInstall: boolean },
): Promise<Ensured> {
  const found = await findEngine(workshop);
  if (found.state === "answers") return { engine: found.engine, started: false };
  if (found.state === "unusable") throw found.error;
  return installedOrNot(workshop, found, mayInstall);
}

async function installedOrNot(
  workshop: Workshop,
  found: Exclude<Found, { readonly state: "answers" }>,
  mayInstall: boolean,
): Promise<Ensured> {
  const installed = found.state === "dead" && serverInstalled(workshop.variables);
  if (installed && process.getuid?.() !== 0) throw found.error;
  if (!installed && !mayInstall) throw cannotInstall("nobody agreed to it");
  return tracked(
    workshop.progress,
    installed ? "Docker engine: starting" : "Docker engine: installing",
    async (task) => {
      if (!installed) await installEngine(workshop, task);
      // The distribution's packages start it where systemd rules.
      const now = await findEngine(workshop);
      if (now.state === "answers") return { engine: now.engine, started: true };
      return { ...(await startEngine(workshop, task)), started: true };
    },
  );
}
