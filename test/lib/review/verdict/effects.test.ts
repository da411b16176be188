import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action } from "../../../../lib/review/plan/plan.ts";
import { HAPPENINGS, unwatchedOf } from "../../../../lib/review/verdict/index.ts";
import { differencesAsked, effect, effects, example, knownOf, plan } from "./given.ts";

const REDIS = "docker_container.redis";
const CARRIER = "docker_container.prometheus-configuration";
const PROMETHEUS = "docker_container.prometheus";
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

describe("a carrier of files", () => {
  const carrier = example("replace", CARRIER, { upload: [{ content: "a" }] }, { upload: [{ content: "b" }] });
  const replaced = example("replace", PROMETHEUS, { image: "a" }, { image: "b" });
  const known = (reloads: boolean) => ({
    [CARRIER]: {
      name: "configuration of prometheus",
      carriesTo: { name: "service prometheus", reloads, files: "upload" },
      mechanics: { entrypoint: "its files change", "labels[hash]": "its files change" },
    },
    [PROMETHEUS]: { name: "service prometheus", watches: ["every metric"], restart: "3 s" },
  });

  it("reloads whom it carries to", async () => {
    const [one] = await effects(plan([carrier]), known(true));
    expect(one).toMatchObject({
      resource: CARRIER,
      name: "service prometheus",
      happens: "reloaded",
      because: ["its carrier is replaced", "its files change"],
      says: ["service prometheus loads its new files without a stop"],
    });
  });

  it("is folded where that one is replaced itself, and still named", async () => {
    const all = await effects(plan([carrier, replaced]), known(false));
    expect(all.map(({ resource, happens }) => [resource, happens])).toEqual([
      [PROMETHEUS, "replaced"],
      [CARRIER, "metadata"],
    ]);
  });

  it("changes nothing yet where that one reads its files when it starts", async () => {
    const [one] = await effects(plan([carrier]), known(false));
    expect(one?.happens).toBe("changed");
    expect(one?.says[0]).toContain("only when it starts next");
  });

  it("that brings the same files reloads nobody, unless it was damaged before it was done", async () => {
    const [before, after] = [
      { image: "a", upload: [{ content: "a" }] },
      { image: "b", upload: [{ content: "a" }] },
    ];
    const same = { ...example("replace", CARRIER, before, after), replacePaths: [["image"]] };
    expect(await effects(plan([same]), known(true))).toMatchObject([
      {
        name: "configuration of prometheus",
        happens: "metadata",
        because: ["its carrier is replaced", "image cannot be changed in place"],
        says: ["it carries the same files to service prometheus, which notices nothing"],
      },
    ]);
    const damaged = { ...example("replace", CARRIER, before, before), reason: "replace_because_tainted" };
    expect(await effects(plan([damaged]), known(true))).toMatchObject([{ happens: "reloaded" }]);
  });

  it("tells its script, its hash and what it computes anew by the files alone", async () => {
    const labels = (hash: string) => [
      { label: "owner", value: "a" },
      { label: "hash", value: hash },
    ];
    const change = {
      ...example(
        "replace",
        CARRIER,
        { bridge: "none", entrypoint: ["place a"], labels: labels("1"), upload: [{ content: "a" }] },
        { entrypoint: ["place b"], labels: labels("2"), upload: [{ content: "b" }] },
      ),
      afterUnknown: { bridge: true },
      reason: "replace_because_cannot_update",
      replacePaths: [["entrypoint"], ["labels"], ["upload"]],
    };
    const [seen] = await differencesAsked(change, known(true)[CARRIER]);
    expect(seen).toMatchObject({ afterUnknown: {}, after: { upload: [{ content: "b" }] } });
    expect(JSON.stringify([seen?.before, seen?.after])).not.toMatch(/place|"hash"|bridge/);
    const [one] = await effects(plan([change]), known(true));
    expect(one?.because).toEqual(["its carrier is replaced", "its files change"]);
  });

  it("leaves nothing unwatched, unlike the one that watches", () => {
    expect(unwatchedOf(plan([carrier]), knownOf(known(true)))).toEqual([]);
    expect(unwatchedOf(plan([replaced]), knownOf(known(true)))).toEqual([
      "every metric, while service prometheus is replaced (at least 3 s)",
    ]);
  });
});

describe("attributes that only carry", () => {
  const mechanics = { "labels[hash]": "its files change", config_hash: "its files change" };
  const hashed = (hash: string, more: object = {}) => ({ labels: [{ label: "hash", value: hash }], ...more });

  it("are told by what they stand for, once", async () => {
    const change = {
      ...example("replace", REDIS, hashed("1", { config_hash: "1" }), hashed("2", { config_hash: "2" })),
      reason: "replace_because_cannot_update",
      replacePaths: [["labels"], ["config_hash"]],
    };
    expect((await effect(change, { ...redis, mechanics })).because).toEqual(["its files change"]);
  });

  it("hide nothing else of their attribute", async () => {
    const owner = (name: string) => ({ labels: [...hashed("1").labels, { label: "owner", value: name }] });
    const change = { ...example("replace", REDIS, owner("a"), owner("b")), replacePaths: [["labels"]] };
    const both = { ...change, after: { labels: [...hashed("2").labels, { label: "owner", value: "b" }] } };
    expect((await effect(change, { ...redis, mechanics })).because).toEqual(["labels cannot be changed in place"]);
    expect((await effect(both, { ...redis, mechanics })).because).toEqual([
      "its files change",
      "labels cannot be changed in place",
    ]);
  });

  it("say nothing of an object that comes or goes", async () => {
    const created = await effect(example("create", REDIS, null, hashed("1")), { ...redis, mechanics });
    expect(created.because).toEqual([]);
  });

  it("that are secret or unknown stay in the common telling", async () => {
    const marked = { ...example("replace", REDIS, hashed("1"), hashed("2")), replacePaths: [["labels"]] };
    const secret = { ...marked, afterSensitive: { labels: [{ value: true }] } };
    expect((await effect(secret, { ...redis, mechanics })).because).toEqual(["labels cannot be changed in place"]);
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

describe("drift", () => {
  it("is told where the plan leaves it, and not where only empty became null", async () => {
    const real = example("update", REDIS, { memory: 1 }, { memory: 2 });
    const quiet = example("update", PROMETHEUS, { dns: null }, { dns: [] });
    const all = await effects(plan([], { drift: [real, quiet] }));
    expect(all.map(({ resource, happens }) => [resource, happens])).toEqual([[REDIS, "drifted"]]);
  });

  it("is compared without what the provider reads anew at every refresh", async () => {
    const [before, after] = [
      { memory: 1, network_data: ["a"], dns: null },
      { memory: 2, network_data: ["b"], dns: [] },
    ];
    const [seen] = await differencesAsked(plan([], { drift: [example("update", REDIS, before, after)] }));
    expect(seen).toMatchObject({ action: "read", before: { memory: 1 }, after: { memory: 2 } });
    expect(Object.keys(seen?.after ?? {})).toEqual(["memory"]);
  });

  it("explains why a deleted object is made again, once", async () => {
    const drift = [example("destroy", REDIS, {}, null)];
    const told = await effect(example("create", REDIS, null, {}), undefined, { drift });
    expect(told).toMatchObject({ happens: "created", because: ["it was deleted outside of Terraform"] });
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
