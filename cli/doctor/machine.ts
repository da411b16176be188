import { totalmem } from "node:os";
import type { Context } from "../command.ts";
import { findEngine } from "../engine/index.ts";
import { freeBytes, gibibytes, ROOM } from "../stack/disk.ts";
import { nearest } from "../terminal/nearest.ts";
import { bad, type Finding, good, note } from "./finding.ts";

/** What the whole platform's memory limits add up to, and the system beside it. */
const MEMORY_BYTES = 4 * 2 ** 30;

/** Variables that the commands read; one that is spelled like none of them would be ignored without a word. */
const VARIABLES = [
  "QUANTFLOW_CACHE",
  "QUANTFLOW_DOCKERD_ARGS",
  "QUANTFLOW_ENVIRONMENT",
  "QUANTFLOW_INSTANCE",
  "QUANTFLOW_OUT",
  "QUANTFLOW_PORT_OFFSET",
];

export const node = (): Finding => good("Node", process.version);

export function memory(total = totalmem()): Finding {
  const found = `${gibibytes(total)} in this machine`;
  if (total >= MEMORY_BYTES) return good("Memory", found);
  return note("Memory", found, `The services' limits allow up to ${gibibytes(MEMORY_BYTES)}: close other programs.`);
}

export async function disk(root: string): Promise<Finding> {
  const free = await freeBytes(root);
  const found = `${gibibytes(free)} free where ${root} is`;
  if (free >= ROOM.build) return good("Disk", found);
  const remedy = "Make room: docker system prune; npm cache clean --force; go clean -cache";
  return free >= ROOM.run
    ? note("Disk", `${found}; a first build of everything needs ${gibibytes(ROOM.build)}`, remedy)
    : bad("Disk", found, remedy);
}

export async function engine(context: Context): Promise<Finding> {
  const found = await findEngine(context);
  if (found.state === "answers")
    return good("Engine", `Docker ${found.engine.version} at ${found.engine.endpoint} (by ${found.engine.from})`);
  return bad("Engine", found.error.message, found.error.remedy);
}

/** QUANTFLOW_ variables that nothing reads. */
export function variables(given: NodeJS.ProcessEnv): Finding {
  const ours = Object.keys(given).filter((name) => name.startsWith("QUANTFLOW_"));
  const strange = ours.filter((name) => !VARIABLES.includes(name) && !/^QUANTFLOW_SECRET_[A-Z0-9_]+_FILE$/.test(name));
  if (strange.length === 0) return good("Variables", ours.sort().join(", ") || "no QUANTFLOW_ variable is set");
  const meant = strange.map((name) => nearest(name, VARIABLES)).filter((name) => name !== undefined);
  const remedy = meant.length > 0 ? `Did you mean ${meant.join(", ")}?` : `Unset it: unset ${strange.join(" ")}`;
  return note("Variables", `${strange.join(", ")}: nothing reads that`, remedy);
}
