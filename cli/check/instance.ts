import { join } from "node:path";
import type { Instance } from "../../stacks/instance.ts";

/** A copy that nothing is known of: what is checked must not depend on this machine. */
export const INSTANCE: Instance = { prefix: "quantflow", portOffset: 0, directory: join(".quantflow", "check") };
