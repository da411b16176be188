import { createHash } from "node:crypto";
import { join } from "node:path";
import { malformedVariable } from "./errors.ts";

/** One running copy. Two clones live side by side when each has a name of its own. */
export interface Instance {
  /** Before every container's, network's and volume's name: `quantflow`, or `quantflow-<name>`. */
  readonly prefix: string;
  /** Added to every host port. */
  readonly portOffset: number;
  /** Where this instance keeps its state, its secrets and what it found out about the machine. */
  readonly directory: string;
}

/** The prefix of the copy that has no name. */
export const PLAIN_INSTANCE = "quantflow";

const NAME = /^[a-z][a-z0-9-]{0,20}$/;

/**
 * QUANTFLOW_INSTANCE names the copy (none: the plain one); QUANTFLOW_PORT_OFFSET moves its ports, else a named copy's
 * offset follows from its name, a multiple of 1000 up to 20000. Fails on a malformed variable.
 */
export function instanceFrom(
  variables: Readonly<Record<string, string | undefined>>,
  root: string,
  environment: string,
): Instance {
  const name = variables["QUANTFLOW_INSTANCE"] ?? "";
  if (name !== "" && !NAME.test(name))
    throw malformedVariable(
      "QUANTFLOW_INSTANCE",
      name,
      "1 to 21 lower-case letters, digits or hyphens, a letter first",
    );
  const prefix = name === "" ? PLAIN_INSTANCE : `${PLAIN_INSTANCE}-${name}`;
  return {
    prefix,
    portOffset: offsetFrom(variables["QUANTFLOW_PORT_OFFSET"], name),
    directory: join(root, ".quantflow", `${prefix}-${environment}`),
  };
}

function offsetFrom(given: string | undefined, name: string): number {
  if (given === undefined || given === "") return name === "" ? 0 : derivedOffset(name);
  const offset = Number(given);
  if (!/^\d+$/.test(given) || offset > 50_000)
    throw malformedVariable("QUANTFLOW_PORT_OFFSET", given, "a whole number from 0 to 50000");
  return offset;
}

const derivedOffset = (name: string): number =>
  1000 * (1 + (createHash("sha256").update(name).digest().readUInt16BE(0) % 20));
