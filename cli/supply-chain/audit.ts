import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localOf } from "../../lib/services/image.ts";
import { imageNames, images, type ToolFolder, tools } from "../../stacks/versions.ts";
import type { Context } from "../command.ts";
import { readFolder } from "../tools/folder.ts";
import { toolPath } from "../tools/index.ts";
import { govulncheck } from "./govulncheck.ts";
import { readLock } from "./lock.ts";
import { npmAudit } from "./npm-audit.ts";
import { lockFolders } from "./pinned.ts";
import type { Audited } from "./vulnerability.ts";

/** One file's pins, and how they are held against what is known. */
export interface Audit {
  readonly pin: string;
  readonly run: () => Promise<Audited>;
}

/** The locks of npm, and the programs that stand in images as far as they are built on this machine. */
export const audits = (context: Context): readonly Audit[] => [
  ...lockFolders(context.root).map((folder) => {
    const pin = join(folder, "package-lock.json");
    const packages = () => readLock(readFileSync(join(context.root, pin), "utf8"));
    return { pin, run: () => npmAudit(context, pin, packages()) };
  }),
  ...shippedFolders().flatMap((name) =>
    readFolder(context.root, name).programs.map((program) => {
      const pin = `tools/${name} ${program}`;
      return { pin, run: () => auditedProgram(context, pin, toolPath(context, program)) };
    }),
  ),
];

const isToolFolder = (name: string | undefined): name is ToolFolder => name !== undefined && Object.hasOwn(tools, name);

/** Folders of tools/ that stand in an image. */
export const shippedFolders = (): readonly ToolFolder[] =>
  imageNames.map((name) => localOf(images[name])?.tools).filter(isToolFolder);

const auditedProgram = async (context: Context, pin: string, path: string): Promise<Audited> =>
  existsSync(path)
    ? govulncheck(context, pin, path)
    : { pin, notChecked: "it is not built on this machine: npx quantflow supply-chain --audit --build" };
