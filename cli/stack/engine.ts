import type { Context } from "../command.ts";
import { findEngine } from "../engine/index.ts";

/** Fails with the reason and the remedy when no engine answers; starts nothing. */
export async function requireEngine(context: Context): Promise<void> {
  const found = await findEngine(context);
  if (found.state !== "answers") throw found.error;
}
