import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../cli/run.ts";
import { BUILDING, builtTool } from "../support/tools.ts";
import { type Shared, shared } from "./shared.ts";

describe("`render`", () => {
  const out = mkdtempSync(join(tmpdir(), "quantflow-rendered-"));
  let here: Shared;
  const render = (...more: readonly string[]) =>
    here.clone.quantflow(["render", "--environment", "local", "--out", out, ...more]);

  beforeAll(async () => {
    here = await shared();
    const { code, stderr } = await render();
    expect(code, stderr).toBe(0);
  });
  afterAll(() => rmSync(out, { recursive: true }));

  it("writes a Prometheus configuration and rules that promtool accepts", { timeout: BUILDING }, async () => {
    const promtool = await builtTool("promtool");
    // The passwords stand where Prometheus runs, not here; everything else is checked.
    const checked = await run(promtool, [
      "check",
      "config",
      "--syntax-only",
      join(out, "prometheus", "prometheus.yml"),
    ]);
    expect(checked.code, checked.stderr).toBe(0);
    const configuration = readFileSync(join(out, "prometheus", "prometheus.yml"), "utf8");
    const files = [...configuration.matchAll(/rules\/[\w-]+\.yml/g)].map(([name]) => join(out, "prometheus", name));
    expect(files.length).toBeGreaterThanOrEqual(8);
    const rules = await run(promtool, ["check", "rules", ...files]);
    expect(rules.code, rules.stderr).toBe(0);
    expect(rules.stdout).toMatch(/SUCCESS: \d+ rules found/);
  });

  it("writes an Alertmanager configuration that amtool accepts", { timeout: BUILDING }, async () => {
    const amtool = await builtTool("amtool");
    const checked = await run(amtool, ["check-config", join(out, "alertmanager", "alertmanager.yml")]);
    expect(checked.code, checked.stdout + checked.stderr).toBe(0);
    expect(checked.stdout).toContain("SUCCESS");
    expect(checked.stdout).toMatch(/1 templates/);
  });

  it("writes nothing the second time", async () => {
    const { stdout } = await render("--json");
    expect(JSON.parse(stdout)).toMatchObject({ written: [], removed: [] });
  });
});
