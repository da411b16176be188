import { pipeline } from "node:stream/promises";
import { isMistake } from "../../errors.ts";
import { refilled } from "../errors.ts";
import type { Started } from "../process.ts";

/** Hands all of the content to a program, and waits for its end. Fails with `restore/failed`, or as the content does. */
export async function feed(what: string, { input, ended }: Started, content: AsyncIterable<Uint8Array>): Promise<void> {
  const broken = await pipeline(content, input).then(
    () => undefined,
    (error: unknown) => error,
  );
  const { code, complaint } = await ended;
  if (isMistake(broken)) throw broken;
  // Why a pipe broke is told better by whoever let go of it.
  if (code !== 0) throw refilled(what, complaint || `exit code ${code}`);
  if (broken !== undefined) throw broken;
}
