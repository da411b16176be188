import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { linksOf } from "../../../lib/services/target-graph.ts";
import { assemble } from "../../../stacks/assemble.ts";
import type { Environment } from "../../../stacks/environment.ts";
import { environments } from "../../../stacks/environments/index.ts";
import { prometheusFiles } from "../../../stacks/files.ts";
import { picture } from "../../../stacks/picture.ts";
import { UNRESOLVED } from "../../../stacks/resolution.ts";
import { targetGraph } from "../../../stacks/target-graph.ts";

const modelOf = (environment: Environment, resolution = UNRESOLVED) =>
  assemble({ environment, instance: { prefix: "quantflow", portOffset: 0, directory: "" }, resolution });
const local = modelOf(environments.local);
const scale = modelOf(environments.scale);

const configuration = (name: string) => parse(prometheusFiles(scale, name).get("prometheus.yml") ?? "");
const service = (name: string) => scale.services.find((one) => one.name === name);
const ways = linksOf(targetGraph(scale)).map(({ from, to }) => `${from} ${to.service.name} ${to.port}`);

describe("the profile `scale`", () => {
  it("adds the second of each and the archive, and takes nothing away", () => {
    const usual = local.services.map(({ name }) => name);
    const names = scale.services.map(({ name }) => name);
    expect(names.filter((name) => !usual.includes(name))).toEqual([
      "prometheus-b",
      "alertmanager-b",
      "thanos-receive",
      "thanos-store",
      "thanos-query",
    ]);
    expect(usual.filter((name) => !names.includes(name))).toEqual([]);
  });

  it("leaves an environment without it as it was: no service, job, alert or file tells of it", () => {
    expect(local.targets.map(({ job }) => job).filter((job) => job.startsWith("thanos"))).toEqual([]);
    expect(prometheusFiles(local).get("prometheus.yml")).not.toMatch(/thanos|replica|remote_write|archive|-b:90/);
    expect(local.groups.flatMap(({ alerts }) => alerts).map(({ labels }) => labels["job"] ?? "")).not.toContain(
      "thanos-receive",
    );
    expect(JSON.stringify(local.services)).not.toMatch(/thanos|prometheus-b|alertmanager-b/);
  });

  it("lets the replicas differ by their label alone, and send alerts without it", () => {
    const [first, second] = ["prometheus", "prometheus-b"].map(configuration);
    expect([first, second].map((one) => one.global.external_labels)).toEqual([
      { environment: "scale", replica: "a" },
      { environment: "scale", replica: "b" },
    ]);
    expect({ ...first, global: undefined }).toEqual({ ...second, global: undefined });
    expect(first.alerting.alert_relabel_configs).toEqual([{ action: "labeldrop", regex: "replica" }]);
  });

  it("gives both the same rules: what one would say alone, the other says too", () => {
    const rules = (name: string) => [...prometheusFiles(scale, name)].filter(([file]) => file.startsWith("rules/"));
    expect(rules("prometheus")).toEqual(rules("prometheus-b"));
    expect(rules("prometheus").length).toBeGreaterThan(10);
  });

  it("has one alert of each kind a job, however many targets the job has", () => {
    const [availability] = scale.groups;
    const seen = availability?.alerts.map(({ name, labels }) => `${name} ${labels["job"] ?? ""}`) ?? [];
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain("TargetDown thanos-receive");
  });

  it.each(["prometheus", "prometheus-b"])("lets %s reach both Alertmanagers and the archive", (from) => {
    for (const to of ["alertmanager web", "alertmanager-b web", "thanos-receive remote-write"])
      expect(ways).toContain(`${from} ${to}`);
  });

  it("lets the Alertmanagers gossip, and each reach every receiver", () => {
    expect(service("alertmanager")?.command).toContain("--cluster.peer=alertmanager-b:9094");
    expect(service("alertmanager-b")?.command).toContain("--cluster.peer=alertmanager:9094");
    for (const from of ["alertmanager", "alertmanager-b"])
      for (const to of ["mail smtp", "quantflow-app http"]) expect(ways).toContain(`${from} ${to}`);
  });

  it("has nobody but the archive's own near ports that ask for no password", () => {
    const near = scale.services.filter(({ networks }) => networks.includes("archive")).map(({ name }) => name);
    expect(near.sort()).toEqual(["prometheus", "prometheus-b", "thanos-query", "thanos-receive", "thanos-store"]);
    const open = ["thanos-receive", "thanos-store"].map((name) => service(name)?.networks);
    expect(open).toEqual([["archive"], ["archive"]]);
    expect(service("thanos-query")?.command).toContain("--grpc-address=127.0.0.1:10901");
  });

  it("draws dashboards from what answers for both", () => {
    expect(ways).toContain("grafana thanos-query web");
    expect(picture(scale)).toContain("thanos-query --> grafana");
  });

  it("lets the preview, in Grafana's place, ask the same", () => {
    const built = modelOf(environments.scale, { imageSource: { kind: "local" }, available: [], secrets: [] });
    const preview = built.services.find(({ name }) => name === "preview");
    expect(preview?.connects?.map(({ to }) => to.service.name)).toEqual(["thanos-query"]);
    expect([...(preview?.configuration?.files.values() ?? [])].join("\n")).toContain("http://thanos-query:10902");
  });
});
