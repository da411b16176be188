import { describe, expect, it } from "vitest";
import { assemble } from "../../stacks/assemble.ts";
import type { Environment } from "../../stacks/environment.ts";
import { environments } from "../../stacks/environments/index.ts";
import { instanceFrom } from "../../stacks/instance.ts";
import { knownIn } from "../../stacks/known.ts";
import { UNRESOLVED } from "../../stacks/resolution.ts";
import measured from "../../stacks/restart-times.json" with { type: "json" };

const modelOf = (environment: Environment) =>
  assemble({
    environment,
    instance: instanceFrom({}, "/nowhere", environment.name),
    resolution: UNRESOLVED,
  });
const model = modelOf(environments.local);

type Labels = Readonly<Record<string, string>>;
const labelled = (labels: Labels) => ({
  labels: Object.entries(labels).map(([label, value]) => ({ label, value })),
});

const object = (type: string, name: string, labels: Labels = {}, before: Labels = labels, within = model) =>
  knownIn(within)({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider: "registry.terraform.io/kreuzwerker/docker",
    action: "update",
    words: ["update"],
    before: labelled(before),
    after: labelled(labels),
    afterUnknown: false,
    beforeSensitive: false,
    afterSensitive: false,
    replacePaths: [],
  });

describe("what is known of an object in a plan", () => {
  it("names a service by its label, with how long a restart took and who uses it", () => {
    const redis = object("docker_container", "redis", { "quantflow.service": "redis" });
    expect(redis).toMatchObject({ name: "service redis", restart: `about ${measured.seconds.redis} s` });
    expect(redis?.dependents).toContain("service quantflow-app");
    expect(redis?.watches).toEqual([]);
  });

  it("tells what nobody watches while a part of the monitoring is away", () => {
    const watches = (name: string) => object("docker_container", name, { "quantflow.service": name })?.watches;
    expect(watches("prometheus")).toEqual(["nothing is scraped, and no rule is evaluated"]);
    expect(watches("alertmanager")).toEqual(["no alert is told to anybody"]);
    expect(watches("redis-exporter")).toEqual(["redis is not watched by redis-exporter"]);
  });

  it("tells what goes on without one of several", () => {
    const scale = modelOf(environments.scale);
    const watches = (name: string) => {
      const labels = { "quantflow.service": name };
      return object("docker_container", name, labels, labels, scale)?.watches;
    };
    expect(watches("prometheus")).toEqual(["only prometheus-b scrapes and evaluates the rules"]);
    expect(watches("alertmanager-b")).toEqual(["only alertmanager tells of alerts"]);
  });

  it("knows a carrier, and whether its reader loads new files without a stop", () => {
    expect(object("docker_container", "prometheus-configuration")?.carriesTo).toEqual({
      name: "service prometheus",
      reloads: true,
      files: "upload",
    });
    expect(object("docker_container", "node-red-configuration")?.carriesTo?.reloads).toBe(false);
  });

  it("says what a new version cannot read of what the old one wrote", () => {
    const version = (format: string) => ({ "quantflow.service": "timescaledb", "quantflow.format": format });
    const database = (from: string, to: string) =>
      object("docker_container", "timescaledb", version(to), version(from))?.data;
    expect(database("PostgreSQL 15", "PostgreSQL 16")).toBe(
      "trades, candles and the application's ledger: PostgreSQL 16 does not read the files of PostgreSQL 15: dump them before this is applied, empty the volume and load them after",
    );
    expect(database("PostgreSQL 15", "PostgreSQL 15")).toBeUndefined();
  });

  it("says what a volume holds, and who mounts it", () => {
    const mounted = model.services.find(({ volumes = [] }) => volumes.length > 0);
    const { volume } = mounted?.volumes?.[0] ?? expect.fail("no service has a volume");
    expect(object("docker_volume", volume.name, { "quantflow.holds": volume.holds })).toEqual({
      name: `volume ${volume.name}`,
      data: volume.holds,
      dependents: [`service ${mounted?.name}`],
    });
  });

  it("has a measured restart for every service that runs where no registry answers", () => {
    const names = model.services.map(({ name }) => name).filter((name) => !["grafana", "cadvisor"].includes(name));
    expect(Object.keys(measured.seconds)).toEqual(expect.arrayContaining(names));
  });

  it("knows nothing of what is not ours", () => {
    expect(object("aws_instance", "web")).toBeUndefined();
    expect(object("docker_container", "web")).toBeUndefined();
  });
});
