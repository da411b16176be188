import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { type Outcome, run } from "../../cli/run.ts";
import { inspect, runningNames, volumeNames } from "./engine.ts";
import { measured } from "./report.ts";
import { type Shared, shared } from "./shared.ts";

let here: Shared;
beforeAll(async () => {
  here = await shared();
});

const containers = async () =>
  (await inspect(await runningNames(here.clone.prefix))).map(
    ({ Name, Id, State }) => `${Name} ${Id} ${State.StartedAt}`,
  );

/** Terraform as `up` calls it, in a synthesized folder. */
function terraform(stack: string, args: readonly string[]): Promise<Outcome> {
  const { home, variables } = here.clone;
  const { binary, configuration } = JSON.parse(readFileSync(join(home, "terraform.json"), "utf8"));
  return run(binary, [...args, "-input=false", "-no-color"], {
    directory: join(home, "cdktf.out", "stacks", stack),
    environment: { ...variables, CHECKPOINT_DISABLE: "1", ...(configuration && { TF_CLI_CONFIG_FILE: configuration }) },
  });
}

/** The line that `doctor` prints for this machine. */
async function cdktfLine(): Promise<string> {
  const { stdout } = await here.clone.quantflow(["doctor", "--json"]);
  const { cdktf } = JSON.parse(stdout) as { cdktf: string };
  expect(cdktf).toContain("npx cdktf deploy platform");
  return cdktf;
}

describe("a second `up`", () => {
  it("changes nothing and says so", async () => {
    const before = await containers();
    const { code, stderr, stdout, seconds } = await here.clone.quantflow(["up"]);
    expect(code, stderr).toBe(0);
    measured("up with nothing to change", seconds, 12);
    expect(stderr).toContain("apply storage: nothing to change");
    expect(stderr).toContain("apply platform: nothing to change");
    const count = here.platform.model.targets.length;
    expect(stdout).toContain(`${count} of ${count} up`);
    expect(await containers()).toEqual(before);
  });

  it.each(["storage", "platform"])("leaves an empty plan for the stack %s", async (stack) => {
    const { code, stdout, stderr } = await terraform(stack, ["plan", "-detailed-exitcode"]);
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain("No changes.");
  });
});

describe("`doctor`", () => {
  it("finds nothing bad on this machine", async () => {
    const { code, stdout, stderr } = await here.clone.quantflow(["doctor", "--json"]);
    expect(code, stdout + stderr).toBe(0);
    const { findings } = JSON.parse(stdout) as { findings: { what: string; state: string }[] };
    expect(findings.filter(({ state }) => state === "bad")).toEqual([]);
    expect(findings.find(({ what }) => what === "Engine")).toMatchObject({ state: "good" });
  });

  it("prints the line by which cdktf itself deploys the same: nothing is changed by it", async () => {
    const before = await containers();
    const { code, stdout, stderr, seconds } = await here.clone.shell(await cdktfLine());
    expect(code, stdout + stderr).toBe(0);
    measured("npx cdktf deploy platform with nothing to change", seconds);
    const applied = [...stripVTControlCharacters(stdout).matchAll(/Resources: (.*destroyed)/g)].map(([, text]) => text);
    expect(applied).toEqual(["0 added, 0 changed, 0 destroyed"]);
    expect(await containers()).toEqual(before);
  });
});

describe("the storage stack", () => {
  it("refuses to be destroyed by Terraform, and says why", async () => {
    const { code, stdout, stderr } = await terraform("storage", ["plan", "-destroy"]);
    expect(code).toBe(1);
    expect(stdout + stderr).toContain("Instance cannot be destroyed");
    expect(stdout + stderr).toContain("lifecycle.prevent_destroy");
  });

  it("refuses to be destroyed by cdktf, and nothing is lost", async () => {
    const before = [await containers(), await volumeNames(here.clone.prefix)];
    const [, settings] = /^(.*)npx cdktf deploy /.exec(await cdktfLine()) ?? [];
    const destroy = "npx cdktf destroy storage --auto-approve --ignore-missing-stack-dependencies";
    const { code, stdout } = await here.clone.shell(`${settings}${destroy}`);
    expect(code).toBe(1);
    expect(stripVTControlCharacters(stdout)).toContain("storage");
    expect([await containers(), await volumeNames(here.clone.prefix)]).toEqual(before);
    const status = JSON.parse((await here.clone.quantflow(["status", "--json"])).stdout);
    // Whether an alert fires is the machine's affair: its clock may be synchronised by nobody.
    expect(status.services.filter(({ health }: { readonly health: string }) => health !== "healthy")).toEqual([]);
    expect(status.targets.filter(({ health }: { readonly health: string }) => health !== "up")).toEqual([]);
  });
});
