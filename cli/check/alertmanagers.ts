import { join } from "node:path";
import { unproven } from "../../stacks/assemble.ts";
import type { Environment } from "../../stacks/environment.ts";
import { environments } from "../../stacks/environments/index.ts";
import { alertmanagerFiles } from "../../stacks/files.ts";
import { UNRESOLVED } from "../../stacks/resolution.ts";
import { ALERTMANAGERS, type ToolFolder } from "../../stacks/versions.ts";
import type { Context } from "../command.ts";
import { buildFolder } from "../tools/build.ts";
import { readFolder } from "../tools/folder.ts";
import { written } from "../tools/written.ts";
import { INSTANCE } from "./instance.ts";
import type { Part } from "./part.ts";

/** Every Alertmanager that we support reads what we write for it: each has an amtool of its own. */
export const alertmanagers: Part = {
  name: "Alertmanager",
  run: async (context) => {
    const everywhere = Object.values(environments);
    const cases = ALERTMANAGERS.flatMap((version) => everywhere.map((environment) => ({ version, environment })));
    const refused = await Promise.all(cases.map((one) => refusal(one, context)));
    const looked = `${everywhere.length} configurations, read by ${ALERTMANAGERS.length} versions`;
    return { looked, problems: refused.flat() };
  },
};

interface Case {
  readonly version: ToolFolder;
  readonly environment: Environment;
}

async function refusal({ version, environment }: Case, context: Context): Promise<readonly string[]> {
  const amtool = join(await buildFolder(context, readFolder(context.root, version)), "amtool");
  const files = alertmanagerFiles(unproven({ environment, instance: INSTANCE, resolution: UNRESOLVED }));
  const { code, stdout, stderr } = await written(files, (directory) =>
    context.run(amtool, ["check-config", "alertmanager.yml"], { directory, signal: context.signal }),
  );
  return code === 0
    ? []
    : [`amtool of ${version} refuses the configuration of ${environment.name}:\n${stdout}${stderr}`];
}
