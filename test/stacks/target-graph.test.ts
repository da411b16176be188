import { describe, expect, it } from "vitest";
import type { Link } from "../../lib/services/connection.ts";
import type { Service } from "../../lib/services/service.ts";
import { linksOf, type TargetGraph, targetFaults } from "../../lib/services/target-graph.ts";
import { targetPage } from "../../lib/services/target-page.ts";
import { assemble } from "../../stacks/assemble.ts";
import { environments } from "../../stacks/environments/index.ts";
import type { Model } from "../../stacks/model.ts";
import { UNRESOLVED } from "../../stacks/resolution.ts";
import { quantflowApp } from "../../stacks/services/index.ts";
import { targetGraph } from "../../stacks/target-graph.ts";
import { RESOLUTIONS } from "./synthesized.ts";

const modelOf = (environment: Model["environment"], resolution: Model["resolution"]): Model =>
  assemble({ environment, instance: { prefix: "quantflow", portOffset: 0, directory: "" }, resolution });

const model = modelOf(environments.local, UNRESOLVED);
const graph = targetGraph(model);
const hasCredentials = ({ credentials }: Link) => credentials !== undefined;
const codes = (changed: TargetGraph) => new Set(targetFaults(changed).map(({ code }) => code));
const onEach = (change: (service: Service) => readonly Service[]): readonly (readonly [string, TargetGraph])[] =>
  graph.services.flatMap((service) =>
    change(service).map((changed) => [
      service.name,
      { ...graph, services: graph.services.map((one) => (one === service ? changed : one)) },
    ]),
  );

describe("the target graph", () => {
  it.each(
    Object.values(environments).flatMap((environment) =>
      Object.entries(RESOLUTIONS).map(
        ([name, resolution]) => [environment.name, name, environment, resolution] as const,
      ),
    ),
  )("has no fault in %s from %s", (_, _name, environment, resolution) => {
    expect(targetFaults(targetGraph(modelOf(environment, resolution)))).toEqual([]);
  });

  it("watches every service, and knows every way that data takes", () => {
    expect(graph.targets.length).toBe(13);
    const ways = graph.links.map(({ from, to }) => `${from} ${to.service.name} ${to.port}`);
    expect(ways).toEqual([
      "prometheus alertmanager web",
      "alertmanager mail smtp",
      "alertmanager quantflow-app http",
      "alertmanager watchman http",
      "grafana prometheus web",
      "grafana alertmanager web",
      "grafana timescaledb postgres",
    ]);
  });

  it.each([
    ["leads to a port that is not there", "http://quantflow-app:3001/alerts/webhook", "services/unknown-port"],
    ["leads elsewhere than it lives", "http://mail:1080/", "services/unknown-port"],
    ["comes without a token", "http://quantflow-app:3000/alerts/webhook", "services/credentials-missing"],
  ])("has a fault when a receiver %s", (_, url, code) => {
    const to = { kind: "webhook", name: "changed", url, livesIn: quantflowApp } as const;
    const changed = targetGraph({ ...model, route: { ...model.route, routes: [{ to }] } });
    expect([...codes(changed)]).toEqual([code]);
  });

  it("knows a receiver of ours by its address alone", () => {
    const to = { kind: "webhook", name: "changed", url: "http://timescaledb:5432/" } as const;
    const changed = targetGraph({ ...model, route: { ...model.route, routes: [{ to }] } });
    expect([...codes(changed)]).toEqual(["services/no-path", "services/credentials-missing"]);
  });

  it("is the page in docs; write it again with vitest -u", async () => {
    await expect(targetPage(graph)).toMatchFileSnapshot("../../docs/targets.md");
  });
});

describe("a service of ours", () => {
  it.each(onEach((service) => [{ ...service, networks: [] }]))("has a fault without its networks: %s", (_, changed) => {
    expect(codes(changed)).toContain("services/no-path");
  });

  it.each(onEach((service) => [{ ...service, ports: {} }]))("has a fault without its ports: %s", (_, changed) => {
    expect(codes(changed)).toContain("services/unknown-port");
  });

  const guarded = onEach(({ admits, ...open }) => (admits ? [open] : []));
  it("always asks who comes, on one of its ports at least", () => {
    expect(guarded).toHaveLength(graph.services.length);
  });
  it.each(guarded)("has a fault without what its ports ask for, where somebody comes: %s", (name, changed) => {
    const uses = linksOf(graph).filter(({ to, purpose }) => to.service.name === name && purpose !== "probe");
    expect([...codes(changed)]).toEqual(uses.some(hasCredentials) ? ["services/credentials-unasked"] : []);
  });

  it.each(onEach(({ secrets, ...bare }) => (secrets ? [bare] : [])))(
    "has a fault without its secrets: %s",
    (_, changed) => {
      expect([...codes(changed)].some((code) => code.startsWith("services/secret-not-"))).toBe(true);
    },
  );
});
