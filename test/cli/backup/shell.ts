import { spawnSync } from "node:child_process";
import { type Start, start as startProcess } from "../../../cli/backup/process.ts";
import type { Run } from "../../../cli/run.ts";
import { ended } from "../fixtures.ts";

/** Runs the helpers' own scripts by the system's shell, with a folder in place of the volume that they are given. */
export function helpersAt(folder: string, before = "") {
  const shell = (args: readonly string[]) => ["-c", `${before}\n${args.at(-1)}`.replaceAll("/data", folder)];
  const run: Run = async (_command, args) => {
    const { status, stdout, stderr } = spawnSync("sh", shell(args), { encoding: "utf8" });
    return ended(stdout, status ?? 1, stderr);
  };
  const start: Start = (_command, args, options) => startProcess("sh", shell(args), options);
  return { run, start };
}

/** A tar archive of a folder, as a backup has it. */
export const tarOf = (folder: string): Buffer => spawnSync("tar", ["-c", "-f", "-", "-C", folder, "."]).stdout;
