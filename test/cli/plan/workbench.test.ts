import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { workbenchOf } from "../../../cli/plan/workbench.ts";
import type { Terraform } from "../../../cli/stack/apply.ts";
import { modelOf, siteOf } from "../../../cli/stack/site.ts";
import { STACKS, synthesized } from "../../../cli/stack/synthesis.ts";
import { secrets } from "../../../stacks/secrets.ts";
import { ended, playedContext, temporaryFolder } from "../fixtures.ts";

/** A machine that never brought the platform up, where Grafana's image and its provider are to be had. */
function fresh(variables: NodeJS.ProcessEnv = {}) {
  const root = temporaryFolder();
  const site = siteOf({ root, variables }, "docker");
  for (const stack of STACKS) {
    const folder = join(site.out, "stacks", stack);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "cdk.tf.json"), "{}");
  }
  const initialized: string[] = [];
  const logins: NodeJS.ProcessEnv[] = [];
  const run: Terraform = async () => 0;
  const terraform = {
    ...{ run, tool: "terraform 1.11.4", mirrored: false, ask: async () => ended() },
    runWith: (more: NodeJS.ProcessEnv) => {
      logins.push(more);
      return run;
    },
    init: async (folder: string) => void initialized.push(folder),
  };
  const engine = {
    endpoint: "unix:///var/run/docker.sock",
    from: "default",
    version: "29.0.0",
    architecture: "amd64",
  } as const;
  const platform = modelOf(site, { imageSource: { kind: "registry" }, available: ["grafana"] });
  return {
    site,
    initialized,
    logins,
    made: () => workbenchOf(playedContext({ variables }).context, site, { platform, engine, terraform }, "keep"),
  };
}

it("plans every stack before the first start, with the login that the start will hand over", async () => {
  const { site, made, initialized, logins } = fresh();
  const { stacks, left } = await made();
  expect([stacks.map(({ name }) => name), left]).toEqual([["storage", "platform", "content"], []]);
  expect(initialized).toEqual([synthesized(site.out, "content").folder]);
  expect(logins).toEqual([{ GRAFANA_AUTH: `admin:${site.store.find(secrets.admin)}` }]);
});

it("names the login that a CI job was not given, and makes up none that Grafana would refuse", async () => {
  const { site, made } = fresh({ CI: "true" });
  await expect(made()).rejects.toMatchObject({
    code: "secrets/missing-in-ci",
    message: expect.stringContaining("admin-password"),
  });
  expect(site.store.find(secrets.admin)).toBeUndefined();
});

it("takes the login that the job was given", async () => {
  const file = join(temporaryFolder(), "admin-password");
  writeFileSync(file, "from-the-job");
  const { made, logins } = fresh({ CI: "true", QUANTFLOW_SECRET_ADMIN_PASSWORD_FILE: file });
  expect((await made()).stacks).toHaveLength(3);
  expect(logins).toEqual([{ GRAFANA_AUTH: "admin:from-the-job" }]);
});
