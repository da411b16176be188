import type { Context } from "../command.ts";
import { type Engine, findEngine } from "../engine/index.ts";

/** The engine that answers. Fails with the reason and the remedy when no engine answers; starts nothing. */
export async function requireEngine(context: Context): Promise<Engine> {
  const found = await findEngine(context);
  if (found.state !== "answers") throw found.error;
  return found.engine;
}
