import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { applySaved } from "../../../cli/plan/apply-saved.ts";
import { sealIn } from "../../../cli/plan/folder.ts";
import { type KeyGiven, sealingOf, unsealingOf } from "../../../cli/plan/keys.ts";
import { type Made, type Making, makePlan } from "../../../cli/plan/make.ts";
import type { Workable } from "../../../cli/plan/stack.ts";
import type { Workbench } from "../../../cli/plan/workbench.ts";
import { secretStore } from "../../../cli/secrets/store.ts";
import type { ApplyStack } from "../../../cli/stack/in-order.ts";
import type { StackName } from "../../../cli/stack/synthesis.ts";
import { type Review, review, type StackPlan } from "../../../lib/review/index.ts";
import { environments } from "../../../stacks/environments/index.ts";
import { ended, playedContext, temporaryFolder } from "../fixtures.ts";

export const ENGINE = "d5be1b1b-7d2f-4b4d-a4f5-0f6b0a1c2d3e";
export const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const HOUR_MILLISECONDS = 3_600_000;

/** Bytes that differ, and are the same in every run. */
export const countingRandom = (): ((size: number) => Buffer) => {
  let next = 0;
  return (size) => Buffer.from(Array.from({ length: size }, () => (next++ * 73 + 129) % 256));
};

export function keysGiven(variables: NodeJS.ProcessEnv = {}, directory = temporaryFolder()): KeyGiven {
  const random = countingRandom();
  return { variables, random, store: secretStore({ directory, variables, random }) };
}

/** What `terraform show -json` prints of a plan that does this to one object. */
const planJson = (stack: string, actions: readonly string[]): string =>
  JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: [
      {
        address: `terraform_data.${stack}`,
        mode: "managed",
        type: "terraform_data",
        name: stack,
        provider_name: "terraform.io/builtin/terraform",
        change: { actions, before: null, after: { input: stack }, after_unknown: {} },
      },
    ],
  });

/** Two stacks, a Terraform in which a saved plan is its own JSON, and all that a test changes between plan and apply. */
export function workshop() {
  const root = temporaryFolder();
  const calls: string[] = [];
  const serials = new Map<StackName, number>([
    ["storage", 1],
    ["platform", 1],
  ]);
  const planned: Record<string, readonly string[]> = { storage: ["create"], platform: ["create"] };
  const failing = new Set<string>();
  const played = playedContext({ now: () => clock.now });
  const clock = { now: Date.parse("2026-11-23T12:00:00Z") };
  const instance = { prefix: "quantflow", portOffset: 0, directory: join(root, "instance") };
  const site = { environment: environments.local, instance };
  const directory = join(root, "plan");

  const nameOf = (folder: string) => folder.split("/").at(-1) as StackName;
  const terraform: Workable["terraform"] = async ([action = "", ...args], { directory: folder, onLine }) => {
    const name = nameOf(folder);
    calls.push(`${action} ${name}`);
    if (failing.has(`${action} ${name}`)) {
      onLine(JSON.stringify({ type: "diagnostic", diagnostic: { severity: "error", summary: "no room", detail: "" } }));
      return 1;
    }
    const file = args.at(-1) ?? "";
    if (action === "plan") writeFileSync(file.replace("-out=", ""), planJson(name, planned[name] ?? []));
    else serials.set(name, (serials.get(name) ?? 0) + 1);
    return 0;
  };
  const workbench: Workbench = {
    left: [],
    stacks: (["storage", "platform"] as const).map((name) => ({
      name,
      folder: join(root, name),
      place: "a file",
      terraform,
    })),
    terraform: {
      tool: "terraform 1.11.4",
      ask: async ([what, , file = ""], folder) => {
        if (what === "show") return ended(readFileSync(file, "utf8"));
        const serial = serials.get(nameOf(folder));
        return ended(serial === undefined ? "" : JSON.stringify({ version: 4, lineage: nameOf(folder), serial }));
      },
    },
  };
  for (const { folder } of workbench.stacks) {
    mkdirSync(folder);
    writeFileSync(join(folder, "cdk.tf.json"), "{}");
    writeFileSync(join(folder, ".terraform.lock.hcl"), "provider");
  }

  const keys = keysGiven({}, instance.directory);
  const given = { differs: [], known: () => undefined, policies: [], waivers: [], today: "2026-11-23", cautions: [] };
  const plan = (changes: Partial<Making> & { readonly secrets?: readonly string[] } = {}): Promise<Made> =>
    makePlan(
      played.context,
      {
        site,
        directory,
        title: "Plan",
        format: "terminal",
        commit: COMMIT,
        engine: ENGINE,
        expires: 24,
        sealing: sealingOf(keys),
        review: (plans: readonly StackPlan[]): Promise<Review> =>
          review(plans, { ...given, secrets: changes.secrets ?? [] }),
        ...changes,
      },
      workbench,
    );
  const inOrder = async (apply: ApplyStack): Promise<void> => {
    await apply("storage");
    calls.push("push secrets");
    await apply("platform");
    calls.push("wait for health");
    await apply("content");
  };
  const apply = (
    changes: { readonly commit?: string; readonly engine?: string; readonly inOrder?: typeof inOrder } = {},
    at = workbench,
  ) => {
    const { publicKeys, secret } = unsealingOf(keys);
    const seal = sealIn(directory, publicKeys);
    return applySaved(
      played.context,
      { site, directory, seal, secret, commit: COMMIT, engine: ENGINE, inOrder, ...changes },
      at,
    );
  };
  return {
    ...{ root, directory, site, calls, serials, planned, failing, workbench, plan, apply, inOrder },
    told: played.told,
    wait: (hours: number) => {
      clock.now += hours * HOUR_MILLISECONDS;
    },
    file: (stack: string, name: string) => join(root, stack, name),
  };
}
