import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Context } from "../command.ts";
import type { Newest, Pin } from "./pin.ts";

const listed = z.object({
  Path: z.string(),
  Version: z.string().optional(),
  Error: z.object({ Err: z.string() }).optional(),
});

/** Asks the module proxy that Go is configured with, in a module of its own that needs nothing. */
export async function goNewest(
  { run, variables, signal }: Pick<Context, "run" | "variables" | "signal">,
  pins: readonly Pin[],
): Promise<Newest> {
  const directory = mkdtempSync(join(tmpdir(), "quantflow-outdated-"));
  try {
    writeFileSync(join(directory, "go.mod"), "module quantflow.local/outdated\n\ngo 1.21\n");
    const queries = [...new Set(pins.map(({ name }) => `${name}@latest`))];
    const { stdout, stderr } = await run("go", ["list", "-e", "-m", "-json", ...queries], {
      directory,
      environment: { ...variables, GOFLAGS: "-mod=mod", GOWORK: "off" },
      signal,
    });
    return newestIn(stdout, stderr);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return { unreachable: "Go is not installed" };
    throw error;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** None where the text is no module: of what cannot be read nothing newer is known. */
function moduleIn(text: string): readonly z.infer<typeof listed>[] {
  try {
    return [listed.parse(JSON.parse(text))];
  } catch {
    return [];
  }
}

/** One JSON object after another, as `go list -json` prints them. */
function newestIn(stdout: string, stderr: string): Newest {
  const objects = stdout.split(/^(?=\{)/m).filter((text) => text.trim() !== "");
  const modules = objects.flatMap(moduleIn);
  if (modules.length === 0) return { unreachable: stderr.trim().split("\n")[0] || "go list printed nothing" };
  const newest = modules.flatMap(({ Path, Version }) => (Version === undefined ? [] : [[Path, Version] as const]));
  const failures = modules.flatMap((one) => (one.Error === undefined ? [] : [[one.Path, one.Error.Err] as const]));
  return { newest: new Map(newest), failures: new Map(failures) };
}
