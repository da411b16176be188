import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action } from "../../../../lib/review/plan/plan.ts";
import { HAPPENINGS } from "../../../../lib/review/verdict/index.ts";
import { effect, effects, example, plan } from "./given.ts";

const REDIS = "docker_container.redis";
const redis = { name: "service redis", restart: "1.2 s", dependents: ["service app"] };

describe("a replaced container", () => {
  const mounts = [{ type: "volume", source: "redis-data", target: "/data", read_only: false }];
  const change = {
    ...example("replace", REDIS, { image: "a", read_only: true, mounts }, { image: "b", read_only: true, mounts }),
    reason: "replace_because_cannot_update",
    replacePaths: [["image"], ["ports", 0, "ip"]],
  };

  it("says what forces it, how long it stops at least, who depends on it, and that its data stays", async () => {
    expect(await effect(change, redis)).toEqual({
      resource: REDIS,
      stack: "platform",
      name: "service redis",
      happens: "replaced",
      action: "delete, create",
      because: ["image cannot be changed in place", "ports[0].ip cannot be changed in place"],
      says: [
        "it stops for at least 1.2 s: it is deleted, then made and started anew, which takes no less than a restart",
        "its data stays: it is in the volume redis-data",
      ],
      data: [],
      dependents: ["service app"],
      differences: [`differences of ${REDIS}`],
      warnings: [],
    });
  });

  it("says when nobody measured it", async () => {
    expect((await effect(change)).says[0]).toMatch(/^it stops, for how long was not measured/);
  });

  it("does not promise a volume that the same plan deletes", async () => {
    const volume = example("destroy", "docker_volume.redis", { name: "redis-data" }, null);
    const [first, second] = await effects(plan([change, volume]));
    expect(first).toMatchObject({ resource: "docker_volume.redis", happens: "destroyed" });
    expect(first?.data).toEqual(["everything in the volume goes with it: copy it out first"]);
    expect(second?.says.join()).not.toContain("its data stays");
  });

  it("loses what it wrote into itself", async () => {
    const writable = example("replace", REDIS, { read_only: false }, { read_only: false });
    expect((await effect(writable)).data).toEqual(["what it wrote outside of its volumes goes with it"]);
  });

  it("names those that refer to it when nobody knows better", async () => {
    const references = new Map([["docker_container.app", [REDIS]]]);
    expect((await effect(change, undefined, { references })).dependents).toEqual(["docker_container.app"]);
  });
});

describe("a stopped container", () => {
  const stopped = { must_run: false, ports: [], memory: 64 };
  const wanted = { must_run: true, ports: [{ internal: 6379 }], memory: 64 };
  const replaced = (reason: string, ...replacePaths: readonly (readonly string[])[]) => ({
    ...example("replace", REDIS, { ...stopped, image: "a" }, { ...wanted, image: "b" }),
    ...{ reason, replacePaths },
  });

  it("is started where only its ports seem to be new", async () => {
    expect(await effect(replaced("replace_because_cannot_update", ["ports"]), redis)).toMatchObject({
      happens: "restarted",
      because: ["it does not run, and should"],
    });
  });

  it("is replaced where anything else forces it, which is told", async () => {
    expect(await effect(replaced("replace_because_cannot_update", ["ports"], ["image"]), redis)).toMatchObject({
      happens: "replaced",
      because: ["it does not run, and should", "image cannot be changed in place"],
      says: ["it does not run now: it is deleted, then made and started anew"],
    });
  });

  it.each([
    ["replace_because_tainted", /damaged/],
    ["replace_by_request", /-replace/],
  ])("is replaced where the reason is another: %s", async (reason, words) => {
    const told = await effect(replaced(reason), redis);
    expect(told.happens).toBe("replaced");
    expect(told.because).toEqual(["it does not run, and should", expect.stringMatching(words)]);
  });

  it("tells what was changed beside it, and not twice that it does not run", async () => {
    const drift = [example("update", REDIS, { must_run: true, memory: 64 }, { must_run: false, memory: 96 })];
    const told = await effect(example("update", REDIS, { ...stopped, memory: 96 }, { ...wanted, ports: [] }), redis, {
      drift,
    });
    expect(told).toMatchObject({ happens: "restarted", says: ["it is started"] });
    expect(told.because).toEqual(["it does not run, and should", "memory was changed outside of Terraform"]);
  });
});

describe("an image", () => {
  const IMAGE = "docker_image.postgres";

  it("that the provider keeps on the engine is forgotten, not destroyed", async () => {
    expect(await effect(example("destroy", IMAGE, { keep_locally: true }, null))).toMatchObject({
      happens: "forgotten",
      says: ["it stays in the engine's store (keep_locally), and Terraform no longer looks after it"],
    });
  });

  it("that goes is named after the data, the used and the running that go", async () => {
    const gone = (address: string) => example("destroy", address, { read_only: true }, null);
    const references = new Map([["docker_container.app", ["docker_network.zone"]]]);
    const all = await effects(
      plan([gone(IMAGE), gone(REDIS), gone("docker_network.zone"), gone("docker_volume.zz")], { references }),
    );
    expect(all.map(({ resource, happens }) => `${happens} ${resource}`)).toEqual([
      "destroyed docker_volume.zz",
      "destroyed docker_network.zone",
      `destroyed ${REDIS}`,
      `destroyed ${IMAGE}`,
    ]);
    expect(all.at(-1)?.says[0]).toContain("removed from the engine's store");
  });
});

describe("what happens", () => {
  it.each([
    [
      "restarted",
      example("replace", REDIS, { must_run: false, ports: [] }, { must_run: true, ports: [{ internal: 1 }] }),
    ],
    ["restarted", example("update", "aws_instance.a", { instance_type: "a" }, { instance_type: "b" })],
    [
      "restarted",
      example(
        "update",
        "kubernetes_deployment.a",
        { spec: [{ template: [{ a: 1 }] }] },
        { spec: [{ template: [{ a: 2 }] }] },
      ),
    ],
    ["changed", example("update", "kubernetes_deployment.a", { spec: [{ replicas: 1 }] }, { spec: [{ replicas: 2 }] })],
    ["changed", example("update", REDIS, { memory: 1 }, { memory: 2 })],
    ["changed", example("update", "aws_autoscaling_group.a", { desired_capacity: null }, { desired_capacity: 0 })],
    ["changed", example("update", "aws_instance.a", { monitoring: null }, { monitoring: false })],
    [
      "changed",
      example("update", "aws_lb.a", { subnets: [{ id: "a" }, { id: "b" }] }, { subnets: [{ id: "b" }, { id: "a" }] }),
    ],
    ["changed", example("update", REDIS, { memory: 1 }, { memory: 1 })],
    [
      "restarted",
      example(
        "update",
        "kubernetes_deployment.a",
        { spec: [{ template: [{ init_container: [{ name: "a" }, { name: "b" }] }] }] },
        { spec: [{ template: [{ init_container: [{ name: "b" }, { name: "a" }] }] }] },
      ),
    ],
    ["changed", { ...example("unknown", REDIS, {}, {}), words: ["ponder"] }],
    ["metadata", example("update", "aws_instance.a", { tags: { a: "1" } }, { tags: { a: "2" } })],
    ["metadata", { ...example("no-op", REDIS, {}, {}), movedFrom: "docker_container.cache" }],
    ["metadata", { ...example("no-op", REDIS, {}, {}), importing: "abc" }],
    ["forgotten", example("forget", REDIS, {}, null)],
    ["created", example("create", REDIS, null, {})],
    ["destroyed", { ...example("destroy", REDIS, {}, null), deposed: "00aa" }],
  ] as const)("is %s", async (happens, change) => {
    expect((await effect(change)).happens).toBe(happens);
  });

  it("is nothing for what is read or stays", async () => {
    const read = { ...example("read", "docker_image.a", null, {}), mode: "data" as const };
    expect(await effects(plan([read, example("no-op", REDIS, {}, {})]))).toEqual([]);
  });

  it("quotes an action and a reason that a later Terraform brings", async () => {
    const strange = { ...example("unknown", REDIS, {}, {}), words: ["ponder"], reason: "because_of_moon" };
    const told = await effect(strange);
    expect(told.says[0]).toContain('"ponder"');
    expect(told.because).toEqual(["Terraform's reason: because_of_moon"]);
  });

  it("names a deposed object by its key, and leaves its dependents alone", async () => {
    const references = new Map([["docker_container.app", [REDIS]]]);
    const told = await effect({ ...example("destroy", REDIS, {}, null), deposed: "00aa" }, undefined, { references });
    expect(told).toMatchObject({ resource: `${REDIS} (deposed 00aa)`, dependents: [] });
  });

  it("tells an output without its value", async () => {
    const output = { name: "token", action: "update" as const, before: "old", after: "hunter2", sensitive: false };
    const all = await effects(plan([], { outputs: [output] }));
    expect(all.map(({ resource, happens }) => [resource, happens])).toEqual([["output.token", "metadata"]]);
    expect(JSON.stringify(all)).not.toContain("hunter2");
  });
});

describe("every plan", () => {
  const actions: readonly Action[] = [
    "no-op",
    "create",
    "update",
    "destroy",
    "replace",
    "replace-first-created",
    "forget",
    "unknown",
  ];
  const changes = fc.uniqueArray(fc.tuple(fc.constantFrom(...actions), fc.stringMatching(/^[a-z]{1,8}$/)), {
    selector: ([, name]) => name,
  });

  it("has each replaced and destroyed object named, worst first", async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (made) => {
        const of = plan(made.map(([action, name]) => example(action, `terraform_data.${name}`, { a: 1 }, { a: 2 })));
        const all = await effects(of);
        const gone = of.changes.filter(({ action }) => action === "destroy" || action.startsWith("replace"));
        expect(all.map(({ resource }) => resource)).toEqual(expect.arrayContaining(gone.map(({ address }) => address)));
        const ranks = all.map(({ happens }) => HAPPENINGS.indexOf(happens));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      }),
    );
  });
});
