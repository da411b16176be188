import type { Service } from "../../lib/services/service.ts";
import type { FaultKind } from "../kind.ts";
import type { Stage } from "../stage.ts";
import { beside } from "./beside.ts";

const KEPT = ".before-the-fault";
const NONSENSE = "]}: neither YAML, JSON, JavaScript nor a shell can read this: [{";

export const corruptConfiguration: FaultKind = {
  id: "corrupt-configuration",
  summary: "its configuration files are overwritten with nonsense; what reads them only at its start is restarted",
  why: "a bad merge, a disk full while a file was written",
  applies: ({ configuration }) => configuration !== undefined,
  inject: async (stage, service) => {
    await inFiles(stage, service, `cp -p "$file" "$file${KEPT}" && printf '%s' '${NONSENSE}' > "$file"`);
    if (service.configuration?.onChange === "replace") await restart(stage, service);
  },
  undo: async (stage, service) => {
    await inFiles(stage, service, `if [ -e "$file${KEPT}" ]; then mv "$file${KEPT}" "$file"; fi`);
  },
};

const restart = (stage: Stage, service: Service): Promise<string> =>
  stage.docker(["restart", "--time", "0", stage.names.container(service)]);

/** Runs a line of the shell for each of its files; the service's own mount is read-only. */
async function inFiles(stage: Stage, service: Service, line: string): Promise<void> {
  const files = [...(service.configuration?.files.keys() ?? [])];
  const volume = `${stage.names.configuration(service)}:/configuration`;
  await beside(stage, ["--volume", volume], `cd /configuration && for file in "$@"; do ${line} || exit 1; done`, files);
}
