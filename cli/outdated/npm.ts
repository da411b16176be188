import { join } from "node:path";
import { z } from "zod";
import type { Context } from "../command.ts";
import type { Newest, Pin } from "./pin.ts";

const outdated = z.record(z.string(), z.object({ latest: z.string() }));
const failure = z.object({ error: z.object({ summary: z.string() }) });

/** Asks the registry that npm is configured with for the packages of one folder, without installing any. */
export async function npmNewest(
  { run, root, variables, signal }: Pick<Context, "run" | "root" | "variables" | "signal">,
  folder: string,
  pins: readonly Pin[],
): Promise<Newest> {
  const { stdout, stderr } = await run("npm", ["outdated", "--json", "--package-lock-only"], {
    directory: join(root, folder),
    environment: variables,
    signal,
  });
  const said = saidIn(stdout);
  const failed = failure.safeParse(said);
  if (failed.success) return { unreachable: failed.data.error.summary.trim() };
  if (/^npm error/m.test(stderr)) return { unreachable: /^npm error .*$/m.exec(stderr)?.[0] ?? stderr };
  const newer = outdated.safeParse(said);
  if (!newer.success) return { unreachable: `npm printed something else: ${stdout.trim().slice(0, 100)}` };
  // It tells only of those that have a newer one.
  return { newest: new Map(pins.map(({ name, pinned }) => [name, newer.data[name]?.latest ?? pinned])) };
}

/** Undefined where it is no JSON. */
function saidIn(stdout: string): unknown {
  if (stdout.trim() === "") return {};
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}
