import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { judge, POLICIES, remoteState, resourcesIn, resourcesInCompose } from "../../lib/review/policies/index.ts";
import { isApplied } from "../../stacks/applied.ts";
import { assemble } from "../../stacks/assemble.ts";
import { composeFiles } from "../../stacks/compose.ts";
import type { Environment } from "../../stacks/environment.ts";
import { environments } from "../../stacks/environments/index.ts";
import { type Resolution, writeResolution } from "../../stacks/resolution.ts";
import { synthesize } from "../../stacks/synthesize.ts";
import { policyWaivers } from "../../stacks/waivers.ts";
import { STACKS } from "../stack/synthesis.ts";
import { SOURCES } from "./environments.ts";
import { INSTANCE } from "./instance.ts";
import type { Part } from "./part.ts";

/** What the policies say of what every environment gives Terraform and Compose: what they would refuse later, on the plan. */
export const policies: Part = {
  name: "policies",
  run: async ({ now }) => {
    const today = new Date(now()).toISOString().slice(0, 10);
    const judged = Object.values<Environment>(environments)
      .filter(isApplied)
      .flatMap((environment) => SOURCES.map((resolution) => judgement(environment, resolution, today)));
    const resources = judged.reduce((sum, { looked }) => sum + looked, 0);
    return {
      looked: `${resources} resources by ${POLICIES.length} policies`,
      problems: [...new Set(judged.flatMap(({ problems }) => problems))],
    };
  },
};

function judgement(environment: Environment, resolution: Resolution, today: string) {
  const resources = [...synthesized(environment.name, resolution), ...composed(environment, resolution)];
  const given = { policies: heldIn(environment), waivers: policyWaivers, today };
  const problems = judge(resources, given).refusals.map(
    ({ policy, resource, message, remedy }) => `${resource}: ${message}\n  ${remedy} (${policy})`,
  );
  return { looked: resources.length, problems };
}

function composed(environment: Environment, resolution: Resolution) {
  if (environment.ground.kind !== "docker") return [];
  const files = composeFiles(assemble({ environment, instance: INSTANCE, resolution }));
  return resourcesInCompose(parse(files.get("docker-compose.yml") ?? ""), files);
}

/** What runs on one machine, and is applied from it alone, may keep its own state. */
export const heldIn = ({ backend }: Environment) =>
  POLICIES.filter((policy) => backend.kind !== "local" || policy !== remoteState);

function synthesized(environment: string, resolution: Resolution) {
  const root = mkdtempSync(join(tmpdir(), "quantflow-policies-"));
  try {
    writeResolution(join(root, ".quantflow", `${INSTANCE.prefix}-${environment}`), resolution);
    synthesize({ QUANTFLOW_ENVIRONMENT: environment }, root);
    return STACKS.flatMap((stack) =>
      resourcesIn(JSON.parse(readFileSync(join(root, "cdktf.out", "stacks", stack, "cdk.tf.json"), "utf8"))),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}
