import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judge, POLICIES, type Resource, remoteState, resourcesIn } from "../../lib/review/policies/index.ts";
import { environments } from "../../stacks/environments.ts";
import { type Resolution, writeResolution } from "../../stacks/resolution.ts";
import { synthesize } from "../../stacks/synthesize.ts";
import { policyWaivers } from "../../stacks/waivers.ts";
import { STACKS } from "../stack/synthesis.ts";
import { SOURCES } from "./environments.ts";
import { INSTANCE } from "./instance.ts";
import type { Part } from "./part.ts";

/** The environments that there are run on one machine, which may keep its own state. */
const HELD = POLICIES.filter((policy) => policy !== remoteState);

/** What the policies say of every environment's synthesized JSON: what they would refuse later, on the plan. */
export const policies: Part = {
  name: "policies",
  run: async ({ now }) => {
    const today = new Date(now()).toISOString().slice(0, 10);
    const resources = Object.keys(environments).flatMap((environment) =>
      SOURCES.flatMap((resolution) => synthesized(environment, resolution)),
    );
    const { refusals } = judge(resources, { policies: HELD, waivers: policyWaivers, today });
    const problems = refusals.map(
      ({ policy, resource, message, remedy }) => `${resource}: ${message}\n  ${remedy} (${policy})`,
    );
    return {
      looked: `${resources.length} resources by ${HELD.length} policies`,
      problems: [...new Set(problems)],
    };
  },
};

function synthesized(environment: string, resolution: Resolution): readonly Resource[] {
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
