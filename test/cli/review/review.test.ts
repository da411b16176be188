import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../../cli/main.ts";
import { playedContext, rootOfLocalImages, temporaryFolder } from "../fixtures.ts";

const plan = (name: string): string => join(import.meta.dirname, "plans", `${name}.json`);

async function reviewed(...args: readonly string[]) {
  const { context, printed, told } = playedContext({ root: rootOfLocalImages() });
  const code = await main(["review", ...args], context);
  return { code, printed: printed(), told: told() };
}

describe("review of real plans of ours", () => {
  // The renamed service's waiver goes by its new name in the code that renames it, which this is not.
  const codes = { threshold: 2, image: 2, rename: 3 } as const;

  it.each(Object.entries(codes))("tells an operator what the plan %s does", async (name, expected) => {
    const { code, printed, told } = await reviewed(plan(name), "--format", "markdown", "--title", name);
    expect(told).toBe("");
    await expect(printed).toMatchFileSnapshot(`reviews/${name}.md`);
    expect(code).toBe(expected);
  });

  it("has nothing to tell of a plan that changes nothing, whatever the provider always reports", async () => {
    const { code, printed } = await reviewed(plan("idle"), "--format", "json");
    expect(JSON.parse(printed)).toMatchObject({ outcome: "no change", effects: [], refusals: [], cautions: [] });
    expect(code).toBe(0);
  });

  it("says of a raised threshold what it was and is, and that Prometheus loads it without a stop", async () => {
    const { printed } = await reviewed(plan("threshold"));
    expect(printed).toContain("alert FeedStale: threshold 30 s -> 60 s");
    expect(printed).toMatch(/reload/);
  });

  it("names the database that stops for a new major version, for how long, and why its data is at risk", async () => {
    const { printed } = await reviewed(plan("image"), "--format", "json");
    const { effects } = JSON.parse(printed);
    expect(effects[0]).toMatchObject({ resource: "docker_container.timescaledb", happens: "replaced" });
    expect(effects[0].says[0]).toMatch(/^it stops for at least as long as it takes to load its data anew/);
    expect(effects[0].data).toEqual([expect.stringMatching(/PostgreSQL 16 does not read the files of PostgreSQL 15/)]);
  });

  it("reads no secret out loud: one in a name ends in exit code 4 and no output", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "plan.json");
    writeFileSync(file, readFileSync(plan("image"), "utf8"));
    const secret = "correct-horse-battery-staple-4711";
    const path = join(folder, "admin-password");
    writeFileSync(path, secret, { mode: 0o600 });
    const { context, printed } = playedContext({ variables: { QUANTFLOW_SECRET_ADMIN_PASSWORD_FILE: path } });
    expect(await main(["review", file, "--format", "markdown", "--title", secret], context)).toBe(4);
    expect(printed()).toBe("");
  });

  it("says of a file that is no plan how to make one", async () => {
    const file = join(temporaryFolder(), "state.json");
    writeFileSync(file, JSON.stringify({ version: 4, serial: 3, lineage: "x", resources: [] }));
    const { code, told } = await reviewed(file);
    expect(code).toBe(1);
    expect(told).toContain("terraform show -json");
  });
});
