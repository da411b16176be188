import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { silentProgress } from "../../../cli/terminal/progress.ts";
import { ensureTerraform, init, type Terraform, terraform } from "../../../cli/terraform/index.ts";
import { configuration, hasOwnInstallation, providersAnswer } from "../../../cli/terraform/mirror.ts";
import { ended, fakeRun, repository, temporaryFolder } from "../fixtures.ts";

/** A program in place of Terraform: what a shell does with `script`. */
function program(script: string): { readonly folder: string; readonly binary: string } {
  const folder = temporaryFolder();
  const binary = join(folder, "terraform");
  writeFileSync(binary, `#!/bin/sh\n${script}\n`);
  chmodSync(binary, 0o755);
  return { folder, binary };
}
const running = new AbortController().signal;
const environment = { PATH: process.env["PATH"] };

describe("running Terraform", () => {
  it("answers its exit code and every line of both outputs", async () => {
    const { folder, binary } = program("echo out; echo err >&2; exit 2");
    const lines: string[] = [];
    const code = await terraform(binary, ["plan"], {
      directory: folder,
      environment,
      onLine: (line) => lines.push(line),
      signal: running,
    });
    expect(code).toBe(2);
    expect(lines.sort()).toEqual(["err", "out"]);
  });

  it("gives it one interrupt and waits until it has written its state", async () => {
    const { folder, binary } = program(`
      count=0
      trap 'count=$((count + 1)); echo "interrupts: $count"' INT
      echo ready
      while [ $count -eq 0 ]; do sleep 0.05; done
      echo written > state; exit 1`);
    const stop = new AbortController();
    const lines: string[] = [];
    const onLine = (line: string) => {
      lines.push(line);
      if (line === "ready") stop.abort();
    };
    const code = await terraform(binary, [], { directory: folder, environment, onLine, signal: stop.signal });
    expect(code).toBe(1);
    expect(lines).toEqual(["ready", "interrupts: 1"]);
    expect(readFileSync(join(folder, "state"), "utf8")).toBe("written\n");
  });
});

describe("initialising a folder", () => {
  /** Counts its calls, and does what init does. */
  const initialising = `echo x >> "$PWD/calls"; mkdir -p .terraform/providers; touch .terraform.lock.hcl`;
  const stack = (folder: string, version: string) =>
    writeFileSync(
      join(folder, "cdk.tf.json"),
      JSON.stringify({ terraform: { required_providers: { docker: { version } } } }),
    );
  const calls = (folder: string) => readFileSync(join(folder, "calls"), "utf8").split("\n").length - 1;
  const given = (binary: string): Terraform => ({ binary, version: "1.11.4", environment, mirrored: false });

  it("is done once for the same providers", async () => {
    const { folder, binary } = program(initialising);
    stack(folder, "1");
    await init(given(binary), folder, running);
    await init(given(binary), folder, running);
    expect(calls(folder)).toBe(1);
  });

  it("is done again when the providers change, or are gone", async () => {
    const { folder, binary } = program(initialising);
    stack(folder, "1");
    await init(given(binary), folder, running);
    stack(folder, "2");
    await init(given(binary), folder, running);
    rmSync(join(folder, ".terraform/providers"), { recursive: true });
    await init(given(binary), folder, running);
    expect(calls(folder)).toBe(3);
  });

  it("is done again when providers come from elsewhere", async () => {
    const { folder, binary } = program(initialising);
    stack(folder, "1");
    await init(given(binary), folder, running);
    const elsewhere = { ...given(binary), environment: { ...environment, TF_CLI_CONFIG_FILE: "/mirror.tfrc" } };
    await init(elsewhere, folder, running);
    expect(calls(folder)).toBe(2);
  });

  it("fails with Terraform's words, and is not taken for done", async () => {
    const { folder, binary } = program('echo "Error: Failed to query available provider packages" >&2; exit 1');
    stack(folder, "1");
    mkdirSync(join(folder, ".terraform"));
    await expect(init(given(binary), folder, running)).rejects.toMatchObject({
      code: "terraform/provider-unavailable",
      message: expect.stringContaining("Failed to query"),
    });
    await expect(init(given(binary), folder, running)).rejects.toMatchObject({
      code: "terraform/provider-unavailable",
    });
  });
});

describe("finding Terraform", () => {
  const own = () => {
    const file = join(temporaryFolder(), "terraformrc");
    writeFileSync(file, "provider_installation {\n  direct {}\n}\n");
    return { TF_CLI_CONFIG_FILE: file };
  };
  const workshop = (stdout: string, variables: NodeJS.ProcessEnv) => ({
    root: repository,
    variables,
    run: fakeRun(() => ended(stdout)).run,
    progress: silentProgress,
    signal: running,
  });

  it("takes the one on the PATH, and leaves a configuration of the user's own alone", async () => {
    const variables = own();
    const found = await ensureTerraform(workshop('{"terraform_version": "1.11.4"}', variables));
    expect(found).toMatchObject({ binary: "terraform", version: "1.11.4", mirrored: false });
    expect(found.environment["TF_CLI_CONFIG_FILE"]).toBe(variables.TF_CLI_CONFIG_FILE);
    expect(found.environment["CHECKPOINT_DISABLE"]).toBe("1");
  });

  it("keeps what seals a plan from it, from the first question on", async () => {
    const { run, calls } = fakeRun(() => ended('{"terraform_version": "1.11.4"}'));
    const sealing = { QUANTFLOW_SEAL_KEY: "k", QUANTFLOW_SEAL_PUBLIC_KEYS: "p", QUANTFLOW_PLAN_SECRET: "s" };
    const variables = { ...own(), ...sealing };
    const { environment } = await ensureTerraform({ ...workshop("", variables), run });
    const given = [environment, ...calls.map(({ options }) => options.environment ?? {})];
    expect(given.map((one) => Object.keys(one).filter((name) => name in sealing))).toEqual([[], []]);
  });

  it("fails when it is too old, or does not tell", async () => {
    await expect(ensureTerraform(workshop('{"terraform_version": "1.4.6"}', own()))).rejects.toMatchObject({
      code: "terraform/too-old",
      message: expect.stringContaining("1.4.6"),
    });
    await expect(ensureTerraform(workshop("oops", own()))).rejects.toMatchObject({ code: "terraform/unusable" });
  });

  it("knows a configuration of the user's own by what it says, not by its being there", () => {
    const file = join(temporaryFolder(), "terraformrc");
    writeFileSync(file, 'plugin_cache_dir = "/x"\n');
    expect(hasOwnInstallation({ TF_CLI_CONFIG_FILE: file })).toBe(false);
    expect(hasOwnInstallation({ TF_CLI_CONFIG_FILE: `${file}-absent` })).toBe(false);
    expect(hasOwnInstallation(own())).toBe(true);
  });
});

it("the mirror serves the Docker provider to Terraform and to OpenTofu, and nothing else", () => {
  const text = configuration("/cache/mirror");
  const both = '["registry.terraform.io/kreuzwerker/docker","registry.opentofu.org/kreuzwerker/docker"]';
  expect(text).toContain(`filesystem_mirror { path = "/cache/mirror", include = ${both} }`);
  expect(text).toContain(`direct { exclude = ${both} }`);
});

it("a provider registry answers only with its discovery document", async () => {
  const asked: string[] = [];
  const answering = (status: number) =>
    (async (url: unknown) => {
      asked.push(String(url));
      return new Response("{}", { status });
    }) as typeof fetch;
  expect(await providersAnswer("terraform", answering(200))).toBe(true);
  expect(await providersAnswer("tofu", answering(403))).toBe(false);
  expect(await providersAnswer("tofu", () => Promise.reject(new Error("ENOTFOUND")))).toBe(false);
  expect(asked).toEqual([
    "https://registry.terraform.io/.well-known/terraform.json",
    "https://registry.opentofu.org/.well-known/terraform.json",
  ]);
});
