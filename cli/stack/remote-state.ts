import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { remoteBlock } from "../../stacks/backend.ts";
import { throwIfInterrupted } from "../errors.ts";
import {
  ensureProgram,
  errorIn,
  init,
  type StatePlace,
  stateFailure,
  statePlace,
  withoutSecrets,
} from "../terraform/index.ts";
import type { Workshop } from "../tools/index.ts";
import { stateCommandFailed } from "./errors.ts";
import type { Site } from "./site.ts";
import type { StackName } from "./synthesis.ts";

/** One stack's state in a remote backend. */
export interface RemoteState {
  readonly place: StatePlace;
  /** The whole state as JSON. */
  pull(): Promise<string>;
  /** Forgets these objects; what they stand for stays as it is. */
  forget(addresses: readonly string[]): Promise<void>;
}

/**
 * Terraform gets no provider that is said to run already, and reading or forgetting what is in a state asks none of them:
 * so `init` neither downloads them nor fails where they are not to be had.
 * https://developer.hashicorp.com/terraform/plugin/debugging#running-terraform-with-a-provider-in-debug-mode
 */
const NO_PROVIDERS = JSON.stringify(
  Object.fromEntries(["kreuzwerker/docker", "grafana/grafana"].map((source) => [source, running("/dev/null")])),
);

function running(socket: string) {
  return { Protocol: "grpc", ProtocolVersion: 5, Pid: 1, Test: true, Addr: { Network: "unix", String: socket } };
}

/**
 * Opens the state from a folder that holds nothing but its backend: so it can be read before anything is synthesized,
 * and without the providers of what is in it.
 */
export async function openRemoteState(
  workshop: Workshop,
  { environment, instance }: Pick<Site, "environment" | "instance">,
  stack: StackName,
): Promise<RemoteState> {
  const { backend, name } = environment;
  if (backend.kind === "local") throw new Error(`the state of ${name} is a file, and no backend`);
  const block = remoteBlock(backend, { prefix: instance.prefix, environment: name, stack });
  const folder = join(instance.directory, "state", stack);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "cdk.tf.json"),
    JSON.stringify({ terraform: { backend: { [block.kind]: block.arguments } } }),
  );
  const found = await ensureProgram(workshop);
  const program = { ...found, environment: { ...found.environment, TF_REATTACH_PROVIDERS: NO_PROVIDERS } };
  await init(program, folder, workshop.signal);
  const ask = async (...args: readonly string[]): Promise<string> => {
    throwIfInterrupted(workshop.signal);
    const { environment: variables, binary } = program;
    const { code, stdout, stderr } = await workshop.run(binary, args, { directory: folder, environment: variables });
    throwIfInterrupted(workshop.signal);
    if (code === 0) return stdout;
    const words = withoutSecrets(errorIn(stderr.split("\n")), variables);
    throw stateFailure(words, folder) ?? stateCommandFailed(stack, args, words);
  };
  return {
    place: statePlace(folder),
    pull: () => ask("state", "pull", "-no-color"),
    forget: async (addresses) => {
      if (addresses.length > 0) await ask("state", "rm", "-no-color", ...addresses);
    },
  };
}
