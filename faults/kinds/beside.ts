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
  // The simulated exchange's image is there wherever anything is broken, and has a shell.
  const image = (await stage.docker(["inspect", "--format", "{{.Image}}", stage.names.container(exchange)])).trim();
  const shell = ["--network", "none", "--user", "0", ...given, "--entrypoint", "/bin/sh", image];
  await stage.docker(["run", "--rm", ...shell, "-c", line, "sh", ...words]);
}

/** Among the processes of a service. */
export const amongIts = (stage: Stage, service: Service): readonly string[] => [
  "--pid",
  `container:${stage.names.container(service)}`,
];
