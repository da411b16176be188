import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { docker, inspect } from "./engine.ts";
import { eventually, found } from "./eventually.ts";
import type { LoadedRule } from "./platform.ts";
import { measured } from "./report.ts";
import { type Shared, shared } from "./shared.ts";

const above = (seconds: number): RegExp => new RegExp(`> ${seconds}\\b`);

describe("a changed threshold and a deleted alert", () => {
  let here: Shared;
  let before: { readonly id: string; readonly startedAt: string; readonly files: readonly string[] };
  let names: readonly string[];

  const container = () => `${here.clone.prefix}-prometheus`;
  const ruleFiles = async () => (await docker(["exec", container(), "ls", "/etc/prometheus/rules"])).trim().split("\n");
  const process = async () => {
    const [one] = await inspect([container()]);
    return { id: one?.Id ?? "", startedAt: one?.State.StartedAt ?? "" };
  };
  const rule = async (name: string) => {
    const rules = await here.platform.rules();
    return found(
      rules.filter((one) => one.name === name),
      rules.map((one) => one.name),
    );
  };
  const loaded = (name: string, is: (rule: LoadedRule) => boolean) =>
    eventually(
      `${name} as it was written`,
      async () => {
        const one = await rule(name);
        if (!is(one)) throw new Error(one.query);
        return one;
      },
      { within: 30 },
    );

  beforeAll(async () => {
    here = await shared();
    names = (await here.platform.rules()).map(({ name }) => name);
    expect((await rule("FeedStale")).query).toMatch(above(30));
    expect(names).toContain("AlertmanagerReloadFailed");
    before = { ...(await process()), files: await ruleFiles() };
    here.clone.edit(
      "rules/feed.ts",
      "feedLastMessage, { job })), seconds(30))",
      "feedLastMessage, { job })), seconds(45))",
    );
    here.clone.edit("rules/monitoring.ts", "  AlertmanagerReloadFailed,\n", "");
    here.clone.remove("rules/runbooks/AlertmanagerReloadFailed.md");
    const { code, stderr, seconds } = await here.clone.quantflow(["up"]);
    expect(code, stderr).toBe(0);
    measured("up with two changed rules: until all targets are up", seconds);
  });

  afterAll(async () => {
    await here.clone.restore();
    const { code, stderr } = await here.clone.quantflow(["up"]);
    expect(code, stderr).toBe(0);
    await loaded("FeedStale", ({ query }) => above(30).test(query));
  });

  it("are what Prometheus evaluates", async () => {
    const changed = await loaded("FeedStale", ({ query }) => above(45).test(query));
    expect(changed.duration).toBe(6);
    const now = (await here.platform.rules()).map(({ name }) => name);
    expect(now).toEqual(names.filter((name) => name !== "AlertmanagerReloadFailed"));
  });

  it("change the alert's own text with it", async () => {
    const file = (await ruleFiles()).find((name) => name.startsWith("feed-"));
    const text = await docker(["exec", container(), "cat", `/etc/prometheus/rules/${file}`]);
    expect(text).toContain("(limit 45 s, for 6 s)");
  });

  it("leave Prometheus running: the same container, the same start", async () => {
    const { id, startedAt } = await process();
    expect({ id, startedAt }).toEqual({ id: before.id, startedAt: before.startedAt });
    const reloaded = "prometheus_config_last_reload_successful";
    expect(found(await here.platform.query(reloaded), "not scraped").value).toBe(1);
  });

  it("leave no old file in the container", async () => {
    const files = await ruleFiles();
    const topics = (list: readonly string[]) => list.map((name) => name.replace(/-[0-9a-f]{8}\.yml$/, "")).sort();
    expect(topics(files)).toEqual(topics(before.files));
    const replaced = before.files.filter((name) => !files.includes(name));
    expect(topics(replaced)).toEqual(["alertmanager", "feed"]);
  });
});
