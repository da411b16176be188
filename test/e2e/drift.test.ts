import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { docker } from "./engine.ts";
import { measured } from "./report.ts";
import { type Shared, shared } from "./shared.ts";

describe("quantflow drift", () => {
  let here: Shared;
  beforeAll(async () => {
    here = await shared();
  });
  afterAll(async () => {
    // Whatever the tests left: `up` sets back what the world changed.
    const { code, stderr } = await here.clone.quantflow(["up"]);
    expect(code, stderr).toBe(0);
  });

  it("says no more than what it could not look at where nothing differs", async () => {
    const { code, stdout, stderr, seconds } = await here.clone.quantflow(["drift"]);
    measured("drift with nothing to tell", seconds);
    expect(code, stdout + stderr).toBe(0);
    expect(stdout.trimEnd().split("\n")).toEqual([
      "Not looked at (1)",
      "  content: checked against the provider's schema, neither planned nor applied: there is no Grafana here",
    ]);
  });

  it("tells of a container changed outside, and of one removed, that it was the world", async () => {
    const { prefix, quantflow } = here.clone;
    await docker(["update", "--memory", "100m", "--memory-swap", "100m", `${prefix}-redis`]);
    await docker(["rm", "--force", `${prefix}-blackbox-exporter`]);
    const { code, stdout, stderr } = await quantflow(["drift", "--json"]);
    expect(code, stderr).toBe(2);
    const { outcome, objects, strangers } = JSON.parse(stdout);
    expect(outcome).toBe("changes");
    expect(strangers).toEqual([]);
    expect(objects.map(({ name, differs }: { name: string; differs: string }) => [name, differs]).sort()).toEqual([
      ["service blackbox-exporter", "world"],
      ["service redis", "world"],
    ]);
    expect(stdout).toMatch(/memory: \d+ -> 100/);
    expect(stdout).toContain("it was deleted outside of Terraform");
  });

  it("tells of a container that nobody's state knows", async () => {
    const { prefix, quantflow } = here.clone;
    const image = (await docker(["inspect", "--format", "{{.Image}}", `${prefix}-redis`])).trim();
    await docker(["create", "--name", `${prefix}-by-hand`, "--label", `quantflow.instance=${prefix}`, image]);
    const { code, stdout } = await quantflow(["drift"]);
    await docker(["rm", "--force", `${prefix}-by-hand`]);
    expect(code).toBe(2);
    expect(stdout).toContain(`container ${prefix}-by-hand: it bears this instance's label, and no stack made it`);
  });
});
