import { isAbsolute, join } from "node:path";
import { App, TerraformStack } from "../lib/renderings/terraform.ts";
import { requireApplied } from "./applied.ts";
import { assemble } from "./assemble.ts";
import { type BackendBlock, localBlock, remoteBlock } from "./backend.ts";
import { content } from "./content.ts";
import { environmentNamed } from "./environments/index.ts";
import { instanceFrom } from "./instance.ts";
import type { Model } from "./model.ts";
import { platform } from "./platform.ts";
import { readResolution } from "./resolution.ts";
import { StateBackend } from "./state-backend.ts";
import { storage } from "./storage.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** The model that the environment variables and what `up` found out ask for. Fails on a malformed variable. */
export function modelFrom(variables: Variables, root: string): Model {
  const environment = environmentNamed(variables["QUANTFLOW_ENVIRONMENT"] || "local");
  const instance = instanceFrom(variables, root, environment.name);
  return assemble({ environment, instance, resolution: readResolution(instance.directory) });
}

/**
 * Writes `stacks/<stack>/cdk.tf.json` under QUANTFLOW_OUT, by default where cdktf looks. The files hold no secret and no
 * path of this machine. Fails on an environment that Terraform does not apply.
 */
export function synthesize(variables: Variables, root: string): void {
  const given = modelFrom(variables, root);
  requireApplied(given.environment);
  const out = absolute(variables["QUANTFLOW_OUT"] ?? variables["CDKTF_OUTDIR"] ?? "cdktf.out", root);
  const app = new App({ outdir: out, context: { excludeStackIdFromLogicalIds: "true" } });
  const stack = (name: string, fill: (stack: TerraformStack, model: Model) => void): TerraformStack => {
    const made = new TerraformStack(app, name);
    new StateBackend(made, stateOf(given, name, join(out, "stacks", name)));
    fill(made, given);
    return made;
  };
  stack("storage", storage);
  const running = stack("platform", platform);
  stack("content", content).addDependency(running);
  app.synth();
}

/** Where the state of a stack lies that stands in this folder. */
function stateOf({ environment, instance }: Model, stack: string, folder: string): BackendBlock {
  const { backend, name } = environment;
  if (backend.kind === "local") return localBlock(instance.directory, stack, folder);
  return remoteBlock(backend, { prefix: instance.prefix, environment: name, stack });
}

const absolute = (path: string, root: string): string => (isAbsolute(path) ? path : join(root, path));
