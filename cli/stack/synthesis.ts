import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileSystemMistake, isMistake } from "../errors.ts";
import { synthFailed } from "./errors.ts";

export const STACKS = ["storage", "platform", "content"] as const;
export type StackName = (typeof STACKS)[number];

export interface SynthesisRequest {
  readonly root: string;
  readonly variables: NodeJS.ProcessEnv;
  readonly environment: string;
  /** The folder to synthesize into; one per instance, so that two of them do not overwrite each other's. */
  readonly out: string;
}

/** A stack's synthesized folder and the names of what it declares in the engine. */
export interface Synthesized {
  readonly folder: string;
  readonly containers: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
}

/** Does what main.ts does for `npx cdktf`, in this process: another would load the same modules again. */
export async function synthesize({ root, variables, environment, out }: SynthesisRequest): Promise<void> {
  const { synthesize: write } = await import("../../stacks/synthesize.ts");
  try {
    write({ ...variables, QUANTFLOW_ENVIRONMENT: environment, QUANTFLOW_OUT: out }, root);
  } catch (error) {
    throw isMistake(error) || fileSystemMistake(error, root) ? error : synthFailed(error);
  }
}

type Resources = Readonly<Record<string, Readonly<Record<string, { readonly name?: string }>>>>;

export function synthesized(out: string, stack: StackName): Synthesized {
  const folder = join(out, "stacks", stack);
  const { resource = {} } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as { resource?: Resources };
  const names = (type: string) => Object.values(resource[type] ?? {}).flatMap(({ name }) => (name ? [name] : []));
  return {
    folder,
    containers: names("docker_container"),
    networks: names("docker_network"),
    volumes: names("docker_volume"),
  };
}
