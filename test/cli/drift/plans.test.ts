import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { plansNow } from "../../../cli/drift/plans.ts";
import { run } from "../../../cli/run.ts";
import { siteOf } from "../../../cli/stack/site.ts";
import { playedContext, temporaryFolder } from "../fixtures.ts";

const DOCKER = `case "$1" in version) echo 29.0.0 amd64 ;; context) echo default unix:///var/run/docker.sock ;; esac`;
const TERRAFORM = `
case "$1" in
  version) echo '{"terraform_version": "1.11.4"}' ;;
  init) mkdir -p .terraform ;;
  plan) for last; do case "$last" in -out=*) echo saved >"\${last#-out=}" ;; esac; done ;;
  show) echo '{"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": []}' ;;
esac`;

/** A machine that never ran anything, with an engine and a Terraform that answer. */
function freshMachine(more: NodeJS.ProcessEnv) {
  const root = temporaryFolder();
  const program = (name: string, script: string) => {
    writeFileSync(join(root, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(root, name), 0o755);
  };
  program("docker", DOCKER);
  program("terraform", TERRAFORM);
  const configuration = join(root, "terraformrc");
  writeFileSync(configuration, "provider_installation {\n  direct {}\n}\n");
  const PATH = `${root}:${process.env["PATH"]}`;
  const { context } = playedContext({ root, run, variables: { PATH, TF_CLI_CONFIG_FILE: configuration, ...more } });
  const site = siteOf(context, "local");
  return { site, planned: () => plansNow(context, site) };
}

it("compares with the images that plan and apply are told to take, on a machine that never ran either", async () => {
  const { site, planned } = freshMachine({ QUANTFLOW_IMAGE_SOURCE: "local" });
  expect((await planned()).plans.map(({ stack }) => stack)).toEqual(["storage", "platform"]);
  const platform = readFileSync(join(site.instance.directory, "drift", "stacks", "platform", "cdk.tf.json"), "utf8");
  const { resource } = JSON.parse(platform);
  expect(resource.docker_container["prometheus"].image).toContain("quantflow-local-prometheus");
});

it("deletes the clear plans that a killed run left, and not those of one that is at work", async () => {
  const { site, planned } = freshMachine({ QUANTFLOW_IMAGE_SOURCE: "local" });
  const { directory } = site.instance;
  // Linux gives no process so high a number (PID_MAX_LIMIT, 2^22).
  const [dead, alive] = ["drift-plans-4194305-killed", `drift-plans-${process.ppid}-working`];
  for (const name of [dead, alive]) mkdirSync(join(directory, name), { recursive: true });
  writeFileSync(join(directory, dead, "platform.tfplan"), "the state, in clear");
  await planned();
  expect(readdirSync(directory).filter((name) => name.startsWith("drift-plans-"))).toEqual([alive]);
});
