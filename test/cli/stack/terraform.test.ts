import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { planIn, stateOf } from "../../../cli/plan/stack.ts";
import { run } from "../../../cli/run.ts";
import { openRemoteState } from "../../../cli/stack/remote-state.ts";
import { siteOf } from "../../../cli/stack/site.ts";
import { stateObjects } from "../../../cli/stack/state.ts";
import { openTerraform } from "../../../cli/stack/terraform.ts";
import { init } from "../../../cli/terraform/index.ts";
import { playedContext, temporaryFolder } from "../fixtures.ts";

/** A Terraform that hands over $STATE, or cannot use its connection, which it then prints as Go and as lib/pq do. */
const SCRIPT = `#!/bin/sh
case "$1:$STATE" in
  version:*) echo '{"terraform_version": "1.11.4"}' ;;
  init:*) [ -z "$FAILING" ] || { echo "Error: could not connect to $PG_CONN_STR" >&2; exit 1; }; mkdir -p .terraform ;;
  state:?*) echo "$STATE" ;;
  *) echo "Error: parse \\"$PG_CONN_STR\\", hunt\\"er2, \\"hunt\\\\\\"er2\\"" >&2; exit 1 ;;
esac
`;

function bench(more: NodeJS.ProcessEnv = {}) {
  const root = temporaryFolder();
  const configuration = join(root, "terraformrc");
  writeFileSync(join(root, "terraform"), SCRIPT);
  chmodSync(join(root, "terraform"), 0o755);
  writeFileSync(configuration, "provider_installation {\n  direct {}\n}\n");
  const variables = {
    PATH: `${root}:${process.env["PATH"]}`,
    PG_CONN_STR: "postgres://u:hunt%22er2@127.0.0.1/states?sslmode=disable",
    TF_CLI_CONFIG_FILE: configuration,
    ...more,
  };
  const folder = join(root, "platform");
  mkdirSync(folder);
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ terraform: { backend: { pg: {} } } }));
  const { context } = playedContext({ root, variables, run });
  return { context, site: siteOf({ root, variables }, "docker"), stack: { name: "platform" as const, folder } };
}

describe("Terraform's words about a connection that it cannot use", () => {
  const TOLD = 'Error: parse "***", ***, "***"';

  it("are told without its password where a plan or a state is asked for, in a folder initialised before", async () => {
    const { context, site, stack } = bench();
    const terraform = await openTerraform(context, site);
    await terraform.init(stack.folder, stack.name);
    const workable = { ...stack, terraform: terraform.run };
    await expect(planIn(terraform, workable, "platform.tfplan")).rejects.toMatchObject({
      code: "plan/terraform-failed",
      message: `Terraform does not tell the plan of the platform stack: ${TOLD}`,
    });
    await expect(stateOf(terraform, workable)).rejects.toMatchObject({
      code: "plan/terraform-failed",
      message: `Terraform does not tell the state of the platform stack: ${TOLD}`,
    });
  });

  it("are told without it where a state is read before anything is synthesized", async () => {
    const { context, site } = bench();
    const state = await openRemoteState(context, site, "platform");
    await expect(state.pull()).rejects.toMatchObject({
      code: "state/command-failed",
      message: `Terraform could not do \`state pull -no-color\` for the platform stack:\n${TOLD}`,
    });
  });

  it("are told without it where a folder cannot be initialised", async () => {
    const { context, stack } = bench({ FAILING: "yes" });
    const program = { binary: "terraform", version: "1.11.4", environment: context.variables };
    await expect(init(program, stack.folder, context.signal)).rejects.toMatchObject({
      code: "terraform/provider-unavailable",
      message: expect.stringContaining("could not connect to ***"),
    });
  });
});

it("a state that Terraform hands over and nobody can read is taken back from the database's backup", async () => {
  const { context, site } = bench({ STATE: '{"version": 99}' });
  await expect(stateObjects(context, site, "platform")).rejects.toMatchObject({
    code: "state/unreadable",
    message: expect.stringContaining("quantflow__docker__platform of the database that PG_CONN_STR names) is damaged"),
    remedy:
      "Take the row back from a backup of the database: quantflow__docker__platform.states, named default. Then run the same command again.",
  });
});
