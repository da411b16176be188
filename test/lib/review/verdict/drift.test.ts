import { describe, expect, it } from "vitest";
import { differencesAsked, effect, effects, example, plan } from "./given.ts";

const REDIS = "docker_container.redis";
const PROMETHEUS = "docker_container.prometheus";

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
