import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { prometheusDiffer } from "../../../lib/services/scrape-difference.ts";

type Settings = Readonly<Record<string, unknown>>;
const job = (name: string, targets: readonly string[], more: Settings = {}) => ({
  job_name: name,
  static_configs: [{ targets, labels: { __metrics_path__: "/metrics" } }],
  ...more,
});
const base: Settings = {
  global: { scrape_interval: "15s", external_labels: { environment: "local" } },
  storage: { tsdb: { retention: { time: "15d" } } },
  rule_files: ["rules/feed-2f7929f2.yml"],
  alerting: { alertmanagers: [{ static_configs: [{ targets: ["alertmanager:9093"] }] }] },
  scrape_configs: [job("app", ["app:9464"])],
};
const file = (settings: Settings) => new Map([["prometheus.yml", stringify(settings)]]);
const lines = (changed: Settings) => prometheusDiffer.describe(file(base), file({ ...base, ...changed }));

describe("a difference of Prometheus' configuration", () => {
  it.each<[string, Settings, readonly string[]]>([
    [
      "a job",
      { scrape_configs: [job("app", ["app:9464"]), job("redis", ["redis:9121"])] },
      ["job redis (redis:9121) added"],
    ],
    ["a job that is gone", { scrape_configs: [] }, ["job app (app:9464) removed"]],
    [
      "targets",
      { scrape_configs: [job("app", ["b:1"])] },
      ["target app:9464 of job app removed", "target b:1 of job app added"],
    ],
    [
      "a job's settings",
      { scrape_configs: [job("app", ["app:9464"], { sample_limit: 5 })] },
      ["job app: sample_limit 5 added"],
    ],
    [
      "relabelings",
      { scrape_configs: [job("app", ["app:9464"], { relabel_configs: [{ action: "drop" }] })] },
      ["job app: relabel_configs added"],
    ],
    [
      "what all jobs share",
      { global: { scrape_interval: "30s", external_labels: { environment: "production" } } },
      ["global.external_labels.environment local -> production", "global.scrape_interval 15s -> 30s"],
    ],
    ["retention", { storage: { tsdb: { retention: { time: "5d" } } } }, ["storage.tsdb.retention.time 15d -> 5d"]],
    ["alertmanagers", { alerting: {} }, ["alertmanager alertmanager:9093 removed"]],
    ["rule files", { rule_files: [] }, ["rule_files rules/feed.yml removed"]],
  ])("tells %s", (_, changed, told) => {
    expect(lines(changed)).toEqual(told);
  });

  it("is none when only the hash of a rule file differs: its rules are told by themselves", () => {
    expect(lines({ rule_files: ["rules/feed-00000000.yml"] })).toEqual([]);
  });

  it("never shows a password", () => {
    const of = (password: string) => ({ scrape_configs: [job("app", ["app:9464"], { basic_auth: { password } })] });
    expect(prometheusDiffer.describe(file(of("one")), file(of("two")))).toEqual([
      "job app: basic_auth.password changed",
    ]);
  });

  it("refuses what is no configuration, by its name", () => {
    expect(() => prometheusDiffer.describe(file(base), new Map([["prometheus.yml", "[]"]]))).toThrow(
      /^prometheus\.yml/,
    );
  });

  it("is read from the configuration, not from rules", () => {
    expect(prometheusDiffer.reads({ name: "prometheus.yml" }, stringify(base))).toBe(true);
    expect(prometheusDiffer.reads({ name: "feed.yml" }, "groups: []\n")).toBe(false);
  });
});
