import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { type ToolFolder, tools } from "../../stacks/versions.ts";
import { contentKey } from "./cache.ts";
import { unknownTool } from "./errors.ts";

const shape = z.strictObject({
  /** Import paths of the commands to build; a program is named as its path ends. */
  packages: z.array(z.string()).min(1),
  tags: z.array(z.string()),
  /** String variables set by the linker; `{version}` stands for the version in stacks/versions.ts. */
  variables: z.record(z.string(), z.string()),
});

/** A folder of tools/, read: what is built from it and the key of the result. */
export interface Folder {
  readonly name: ToolFolder;
  readonly path: string;
  readonly version: string;
  readonly packages: readonly string[];
  readonly programs: readonly string[];
  readonly flags: readonly string[];
  /** Changes with every input: pins, checksums, flags, platform. */
  readonly key: string;
}

const REPRODUCIBLE = ["-trimpath", "-buildvcs=false"];
const folderNames = Object.keys(tools) as readonly ToolFolder[];

export function readFolder(root: string, name: ToolFolder): Folder {
  const path = join(root, "tools", name);
  const { packages, tags, variables } = shape.parse(JSON.parse(readFileSync(join(path, "build.json"), "utf8")));
  const { version } = tools[name];
  const settings = Object.entries(variables).map(
    ([variable, value]) => `-X ${variable}=${value.replace("{version}", version)}`,
  );
  const flags = [...REPRODUCIBLE, `-tags=${tags.join(",")}`, `-ldflags=${["-s -w", ...settings].join(" ")}`];
  const pins = ["go.mod", "go.sum"].map((file) => readFileSync(join(path, file)));
  const key = contentKey([...pins, packages.join(" "), flags.join(" "), process.platform, process.arch]);
  return { name, path, version, packages, programs: packages.map(programOf), flags, key };
}

/** As `go build` names it: the end of the import path, a major version left out (`.../server/v3` is `server`). */
const programOf = (path: string): string => basename(path.replace(/\/v\d+$/, ""));

/** The folder that builds a program. Fails when none does. */
export function folderOf(root: string, program: string): Folder {
  const folders = folderNames.map((name) => readFolder(root, name));
  const found = folders.find(({ programs }) => programs.includes(program));
  if (!found)
    throw unknownTool(
      program,
      folders.flatMap(({ programs }) => programs),
    );
  return found;
}
