import { run } from "../../cli/run.ts";

/** A container as `docker inspect` tells it, as far as the tests ask. */
export interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly RestartCount: number;
  readonly State: { readonly Status: string; readonly StartedAt: string };
  readonly Config: { readonly User: string; readonly Labels: Readonly<Record<string, string>> };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly Privileged: boolean;
    readonly CapAdd: readonly string[] | null;
    readonly CapDrop: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
    readonly Memory: number;
    readonly PortBindings: Readonly<Record<string, readonly { HostIp: string; HostPort: string }[]>> | null;
  };
}

/** Runs docker and answers its output; fails with its words. */
export async function docker(args: readonly string[], input = ""): Promise<string> {
  const { code, stdout, stderr } = await run("docker", args, { input });
  if (code !== 0) throw new Error(`docker ${args.join(" ")} ended with ${code}: ${stderr.trim()}`);
  return stdout;
}

const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "");
const labelled = (prefix: string): string => `label=quantflow.instance=${prefix}`;

export const inspect = async (names: readonly string[]): Promise<readonly Inspected[]> =>
  JSON.parse(await docker(["container", "inspect", ...names]));

/** Names of an instance's containers, stopped ones too. */
export const containerNames = async (prefix: string): Promise<readonly string[]> =>
  lines(await docker(["ps", "--all", "--filter", labelled(prefix), "--format", "{{.Names}}"])).sort();

/** The services of an instance that run; carriers of configuration have ended. */
export const runningNames = async (prefix: string): Promise<readonly string[]> =>
  lines(await docker(["ps", "--filter", labelled(prefix), "--format", "{{.Names}}"])).sort();

/** Volumes of configuration bear no label, so it goes by name: no instance here may be called as another one begins. */
export const volumeNames = async (prefix: string): Promise<readonly string[]> =>
  lines(await docker(["volume", "ls", "--filter", `name=^${prefix}-`, "--format", "{{.Name}}"])).sort();

/** Everything that an instance left in the engine. */
export async function removeByLabel(prefix: string): Promise<void> {
  const containers = await containerNames(prefix);
  if (containers.length > 0) await docker(["rm", "--force", "--volumes", ...containers]);
  const volumes = await volumeNames(prefix);
  if (volumes.length > 0) await docker(["volume", "rm", "--force", ...volumes]);
  const networks = lines(await docker(["network", "ls", "--filter", labelled(prefix), "--format", "{{.ID}}"]));
  if (networks.length > 0) await docker(["network", "rm", ...networks]);
}
