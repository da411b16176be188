import { describe, expect, it } from "vitest";
import { assertAlive } from "../../lib/alerting/routing/index.ts";
import { parseDuration } from "../../lib/metrics/duration.ts";
import { seconds } from "../../lib/metrics/units.ts";
import { JOBS } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";
import { everyInhibition, inhibitions, values } from "../../rules/inhibitions.ts";

const groups = rules({ jobs: JOBS });
const alerts = groups.flatMap((group) => group.alerts);
const INTERVAL = seconds(15);

describe("the rules", () => {
  it("watch every job for being down and for being missing", () => {
    const jobsOf = (alert: string) => alerts.filter(({ name }) => name === alert).map(({ labels }) => labels["job"]);
    expect(jobsOf("TargetMissing")).toEqual(JOBS);
    expect(jobsOf("TargetDown")).toEqual(JOBS.filter((job) => job !== "quantflow"));
    expect(jobsOf("ServiceUnreachable")).toEqual(["node-red", "mail", "preview", "certificates"]);
  });

  it("take along what an omitted job's alerts were about", () => {
    const without = rules({ jobs: JOBS.filter((job) => job !== "node" && job !== "redis") });
    expect(without.map(({ name }) => name)).not.toContain("host");
    const text = JSON.stringify(without.map((group) => group.alerts));
    expect(text).not.toMatch(/node_filesystem|redis_up/);
    expect(without.flatMap((group) => group.alerts).map(({ labels }) => labels["job"])).not.toContain("redis");
  });

  it("hold for an evaluation or longer, or for nothing at all", () => {
    const hasty = alerts.filter(({ for: held }) => held !== undefined && held.value < INTERVAL.value);
    expect(hasty).toEqual([]);
  });

  it("look at four scrapes or more, so that one lost scrape hides nothing", () => {
    const windows = alerts.flatMap(({ name, condition }) =>
      [...condition.promql.matchAll(/\[(\w+)/g)].map(([, text = ""]) => ({ name, seconds: parseDuration(text) ?? 0 })),
    );
    expect(windows.length).toBeGreaterThan(10);
    expect(windows.filter((window) => window.seconds < 4 * INTERVAL.value)).toEqual([]);
  });

  it("keep the six names that people know", () => {
    const known = ["HighLatency", "LowMessageRate", "HighBacktestDuration", "ServiceDown", "HighMemoryUsage"];
    expect(alerts.map(({ name }) => name)).toEqual(expect.arrayContaining([...known, "HighCPUUsage"]));
  });
});

describe("the inhibitions", () => {
  it("can each match something", () => {
    expect(() => assertAlive(everyInhibition, alerts, values)).not.toThrow();
  });

  it("never silence their own source through one another", () => {
    const [downIsSource] = everyInhibition;
    const explaining = alerts.filter(({ labels }) => labels["explains"] === "down");
    expect(explaining.length).toBe(3);
    const limited = alerts.filter(({ name }) => name === "TargetLimitHit");
    for (const { severity } of [...explaining, ...limited])
      expect(downIsSource?.target["severity"]).not.toContain(severity);
  });

  it("fail where one could not match with every job present, instead of vanishing", () => {
    const dead = { name: "typo", source: { alertname: "ServceDown" }, target: { severity: "warning" }, equal: ["job"] };
    expect(() => inhibitions(groups, [...everyInhibition, dead])).toThrow('inhibition "typo" can match nothing');
  });

  it("vanish with the alerts that they are about", () => {
    const names = inhibitions(rules({ jobs: ["prometheus", "alertmanager"] })).map(({ name }) => name);
    expect(names).toEqual([
      "what is down needs no warnings",
      "a scrape over its limit only looks down",
      "a job over its target limit only looks down",
      "what restarts fails its scrapes",
    ]);
  });
});
