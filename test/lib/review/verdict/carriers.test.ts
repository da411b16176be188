import { describe, expect, it } from "vitest";
import { unwatchedOf } from "../../../../lib/review/verdict/index.ts";
import { differencesAsked, effect, effects, example, knownOf, plan } from "./given.ts";

const REDIS = "docker_container.redis";
const CARRIER = "docker_container.prometheus-configuration";
const PROMETHEUS = "docker_container.prometheus";
const redis = { name: "service redis", restart: "1.2 s", dependents: ["service app"] };

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
