import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { run } from "../../cli/run.ts";
import { inspect, runningNames } from "./engine.ts";
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
    const { clone } = here;
    const note = JSON.parse(readFileSync(join(clone.home, "terraform.json"), "utf8"));
    const plan = await run(note.binary, ["plan", "-detailed-exitcode", "-input=false", "-no-color"], {
      directory: join(clone.home, "cdktf.out", "stacks", stack),
      environment: {
        ...clone.variables,
        CHECKPOINT_DISABLE: "1",
        ...(note.configuration && { TF_CLI_CONFIG_FILE: note.configuration }),
      },
    });
    expect(plan.code, plan.stdout + plan.stderr).toBe(0);
    expect(plan.stdout).toContain("No changes.");
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
    const line = (JSON.parse((await here.clone.quantflow(["doctor", "--json"])).stdout) as { cdktf: string }).cdktf;
    expect(line).toContain("npx cdktf deploy storage platform");
    const { code, stdout, stderr, seconds } = await here.clone.shell(line);
    expect(code, stdout + stderr).toBe(0);
    measured("npx cdktf deploy with nothing to change", seconds);
    const quiet = stdout.match(/No changes\. Your infrastructure matches the configuration\./g) ?? [];
    expect(quiet.length, stdout).toBe(2);
    expect(await containers()).toEqual(before);
  });
});

describe("the storage stack", () => {
  it("refuses to be destroyed, and nothing is lost", async () => {
    const line = (JSON.parse((await here.clone.quantflow(["doctor", "--json"])).stdout) as { cdktf: string }).cdktf;
    const destroy = line.replace("deploy storage platform", "destroy storage").replace(" --skip-provider-lock", "");
    const before = await containers();
    const { code, stdout, stderr } = await here.clone.shell(`${destroy} --ignore-missing-stack-dependencies`);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toMatch(/lifecycle\.prevent_destroy/);
    expect(await containers()).toEqual(before);
    const { code: well, stderr: words } = await here.clone.quantflow(["status"]);
    expect(well, words).toBe(0);
  });
});
