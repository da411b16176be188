import { describe, expect, test } from "vitest";
import { waivers } from "../../stacks/waivers.ts";
import { everyCase, type SynthesizedContainer, synthesized } from "./synthesized.ts";

const isCarrier = (one: SynthesizedContainer) => one.must_run === false;

describe.each(everyCase)("in $environment, images from $resolution,", (where) => {
  const { containers, storage, images, texts, model } = synthesized(where, (made) => ({
    containers: Object.values(made.stack("platform").resource.docker_container),
    images: Object.values(made.stack("platform").resource.docker_image),
    storage: made.stack("storage").resource,
    texts: ["storage", "platform"].map(made.text),
    model: made.model,
  }));
  const services = containers.filter((one) => !isCarrier(one));

  test("every service of the model is a container, and nothing else runs", () => {
    expect(services.map(({ name }) => name).sort()).toEqual(
      model.services.map(({ name }) => `quantflow-${name}`).sort(),
    );
  });

  test("ports are published on the loopback interface only, each once", () => {
    const ports = services.flatMap((one) => one.ports ?? []);
    expect(new Set(ports.map(({ ip }) => ip))).toEqual(new Set(["127.0.0.1"]));
    expect(new Set(ports.map(({ external }) => external)).size).toBe(ports.length);
  });

  test.each(services.map((one) => [one.name, one] as const))("%s is confined", (_, one) => {
    expect(one.user).toMatch(/^\d+:\d+$/);
    expect(one.read_only).toBe(true);
    expect(one.capabilities.drop).toEqual(["ALL"]);
    expect(one.security_opts).toEqual(["no-new-privileges:true"]);
    expect(one.privileged ?? false).toBe(false);
    expect(one.network_mode).toBeUndefined();
    expect(one.memory).toBeGreaterThan(0);
    expect(one.memory_swap).toBe(one.memory);
    expect(Number(one.cpus)).toBeGreaterThan(0);
    expect(one.log_opts).toEqual({ "max-size": "10m", "max-file": "3" });
    expect(one.healthcheck?.test[0]).toBe("CMD");
  });

  test("only what a waiver names runs as root", () => {
    const root = services.filter(({ user }) => user?.startsWith("0:")).map(({ name }) => name);
    const waived = waivers.filter(
      ({ policy, resource }) => policy === "docker/user" && model.services.some(({ name }) => name === resource),
    );
    expect(root).toEqual(waived.map(({ resource }) => `quantflow-${resource}`));
  });

  test.each(containers.filter(isCarrier).map((one) => [one.name, one] as const))("%s may do nothing else", (_, one) => {
    expect(one.capabilities).toEqual({ drop: ["ALL"], add: [] });
    expect(one.security_opts).toEqual(["no-new-privileges:true"]);
    expect(one.network_mode).toBe("none");
    expect(one.memory).toBe(32);
    expect(one.ports).toBeUndefined();
  });

  test("every image is pinned", () => {
    for (const { name } of images) {
      expect(name).toMatch(/:[A-Za-z0-9._-]+$/);
      expect(name).not.toMatch(/:(latest|main|nightly)$/);
    }
  });

  test("volumes with data cannot be destroyed by accident; those of secrets are empty and can", () => {
    for (const [id, volume] of Object.entries(storage.docker_volume))
      expect([id, volume["lifecycle"]]).toEqual([
        id,
        id.startsWith("secrets-") ? undefined : { prevent_destroy: true },
      ]);
  });

  test("no secret is a value: nothing in the files is named like one but a file or a volume", () => {
    for (const text of texts) expect(text).not.toMatch(/(password|token|secret)"?\s*[=:]\s*"[^"/$]+"/i);
    for (const { env } of services)
      for (const variable of env ?? [])
        if (/PASS|TOKEN|SECRET/.test(variable)) expect(variable).toMatch(/^[A-Z_]+_FILE=\/run\/secrets\//);
  });

  test("the files hold no path of this machine", () => {
    for (const text of texts) expect(text).not.toContain(import.meta.dirname.split("/").slice(0, 3).join("/"));
  });
});

test("no waiver has run out", () => {
  const today = new Date().toISOString().slice(0, 10);
  expect(waivers.filter(({ until }) => until < today)).toEqual([]);
});
