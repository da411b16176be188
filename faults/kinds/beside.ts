import type { Service } from "../../lib/services/service.ts";
import { exchange } from "../../stacks/services/index.ts";
import type { Stage } from "../stage.ts";

/**
 * Runs a line of the shell beside a service, as root in a container of its own: services have neither a shell nor the
 * right to break themselves. `given` are options of `docker run`, `words` the line's arguments.
 */
export async function beside(
  stage: Stage,
  given: readonly string[],
  line: string,
  words: readonly string[] = [],
): Promise<void> {
  const image = await imageWithShell(stage);
  const shell = ["--network", "none", "--user", "0", ...given, "--entrypoint", "/bin/sh", image];
  await stage.docker(["run", "--rm", ...shell, "-c", line, "sh", ...words]);
}

/** The simulated exchange's: it is there wherever anything is broken, and has a shell and Node. */
export const imageWithShell = async (stage: Stage): Promise<string> =>
  (await stage.docker(["inspect", "--format", "{{.Image}}", stage.names.container(exchange)])).trim();

/** Among the processes of a service. */
export const amongIts = (stage: Stage, service: Service): readonly string[] => [
  "--pid",
  `container:${stage.names.container(service)}`,
];
