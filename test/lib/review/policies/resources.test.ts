import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Plan, ResourceChange } from "../../../../lib/review/plan/plan.ts";
import { judge, POLICIES, resourcesIn, resourcesOf } from "../../../../lib/review/policies/index.ts";
import { evaluated, UNKNOWN } from "../../../../lib/review/policies/unknown.ts";

const change = (given: Partial<ResourceChange>): ResourceChange => ({
  address: "docker_volume.data",
  mode: "managed",
  type: "docker_volume",
  name: "data",
  provider: "registry.terraform.io/kreuzwerker/docker",
  action: "no-op",
  words: ["no-op"],
  before: null,
  after: {},
  afterUnknown: {},
  beforeSensitive: {},
  afterSensitive: {},
  replacePaths: [],
  ...given,
});

const plan = (...changes: readonly ResourceChange[]): Plan => ({
  formatVersion: "1.2",
  changes,
  drift: [],
  outputs: [],
  references: new Map(),
  incomplete: [],
  failedChecks: [],
});

const refused = (...changes: readonly ResourceChange[]) =>
  judge(resourcesOf(plan(...changes)), { policies: POLICIES, waivers: [], today: "2026-11-23" }).refusals.map(
    ({ policy, resource, message }) => [policy, resource, message],
  );

describe("the resources of a plan", () => {
  it("are as they will stand, with what only the apply tells marked", () => {
    const after = { name: "data", labels: [{ label: "a", value: null }], id: null };
    const [resource] = resourcesOf(plan(change({ after, afterUnknown: { id: true, labels: [{ value: true }] } })));
    expect(resource?.attributes).toEqual({ name: "data", id: UNKNOWN, labels: [{ label: "a", value: UNKNOWN }] });
  });

  it("leave out what is destroyed, forgotten or only read", () => {
    const changes = [
      change({ action: "destroy", words: ["delete"], after: null, type: "docker_container" }),
      change({ action: "forget", words: ["forget"], after: null }),
      change({ mode: "data" }),
    ];
    expect(resourcesOf(plan(...changes)).map(({ type }) => type)).toEqual(["terraform_destruction"]);
  });

  it("refuse the end of data, however it comes", () => {
    expect(refused(change({ action: "destroy", words: ["delete"], before: {}, after: null }))).toEqual([
      ["docker/volume-kept", "docker_volume.data", "its data is destroyed"],
    ]);
    expect(refused(change({ action: "replace", words: ["delete", "create"], before: {} }))).toEqual([
      ["docker/volume-kept", "docker_volume.data", "is replaced by an empty volume"],
    ]);
    expect(refused(change({ action: "destroy", words: ["delete"], after: null, deposed: "ab12" }))).toEqual([
      ["docker/volume-kept", "docker_volume.data (deposed ab12)", "its data is destroyed"],
    ]);
  });

  it("say nothing of a container that is wholly unknown, and everything of an empty one", () => {
    const container = { type: "docker_container", address: "docker_container.a", name: "a" };
    const keys =
      "capabilities cpus healthcheck image log_driver log_opts memory network_mode read_only security_opts user";
    const afterUnknown = Object.fromEntries(keys.split(" ").map((key) => [key, true]));
    expect(refused(change({ ...container, after: {}, afterUnknown }))).toEqual([]);
    expect(refused(change({ ...container, after: {} })).map(([policy]) => policy)).toEqual([
      "docker/user",
      "docker/capabilities",
      "docker/no-new-privileges",
      "docker/read-only-root",
      "docker/default-bridge",
      "docker/memory-limit",
      "docker/cpu-limit",
      "docker/log-limit",
      "docker/health-check",
    ]);
  });
});

describe("the resources in a synthesized configuration", () => {
  it("have blocks as lists, templates unknown, and no comment", () => {
    const capabilities = { drop: ["ALL"] };
    const body = {
      "//": { metadata: {} },
      image: "${docker_image.a.image_id}",
      capabilities,
      log_opts: { a: "$${b}" },
    };
    expect(resourcesIn({ "//": {}, resource: { docker_container: { a: body } } })[0]).toEqual({
      address: "docker_container.a",
      type: "docker_container",
      name: "a",
      attributes: { image: UNKNOWN, capabilities: [capabilities], log_opts: { a: "${b}" }, lifecycle: [] },
    });
  });

  it("have blocks that are made at the apply unknown", () => {
    const dynamic = { ports: { for_each: "${var.ports}", content: {} } };
    const [resource] = resourcesIn({ resource: { docker_container: { a: { dynamic } } } });
    expect(resource?.attributes).toEqual({ ports: UNKNOWN, lifecycle: [] });
  });

  it("have the backend and every provider among them", () => {
    const terraform = { backend: { s3: { bucket: "states" } } };
    const provider = { grafana: [{ auth: "admin:admin" }, { auth: "${var.auth}" }] };
    expect(resourcesIn({ terraform, provider }).map(({ type, name, attributes }) => [type, name, attributes])).toEqual([
      ["terraform_provider", "grafana", { auth: "admin:admin" }],
      ["terraform_provider", "grafana", { auth: UNKNOWN }],
      ["terraform_backend", "s3", { backend: "s3", bucket: "states" }],
    ]);
  });

  it("keep a state beside the configuration when they name no backend", () => {
    expect(resourcesIn({}).map(({ attributes }) => attributes)).toEqual([{ backend: "local" }]);
  });

  it("can be made of any JSON, and judged", () => {
    const given = { policies: POLICIES, waivers: [], today: "2026-11-23" };
    const body = fc.dictionary(fc.constantFrom("ports", "user", "upload", "mounts", "labels", "env"), fc.jsonValue());
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.record({ resource: fc.record({ docker_container: fc.record({ a: body }) }) })),
        (json) => {
          for (const { message } of judge(resourcesIn(json), given).refusals) expect(message).not.toBe("");
        },
      ),
    );
  });

  it("give a text as it was before it was escaped for Terraform", () => {
    const escaped = (text: string) => text.replace(/([$%])\{/g, (_, sign: string) => `${sign}${sign}{`);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("$", "%", "{", "}", "a") }), (text) => {
        expect(evaluated(escaped(text))).toBe(text);
      }),
    );
  });
});
