import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { driftIn } from "../../../../lib/review/drift/index.ts";
import type { Plan, ResourceChange } from "../../../../lib/review/plan/plan.ts";
import { readPlan } from "../../../../lib/review/plan/read.ts";
import { SCENARIOS } from "../plans/scenarios/index.ts";
import { example, plan } from "../verdict/given.ts";

const recordings = path.resolve(import.meta.dirname, "../plans/recordings");
const recorded = (name: string): Plan => readPlan(readFileSync(path.join(recordings, `${name}.json`)));

async function objectsOf(of: Plan, secrets: readonly string[] = []) {
  const { drift } = await driftIn([{ stack: "platform", plan: of }], { differs: [], known: () => undefined, secrets });
  return drift.objects;
}

const WEB = "docker_container.web";

describe("drift of a plan really made", () => {
  it("is the world's where somebody changed a running container, and says what the next apply does", async () => {
    expect(await objectsOf(recorded("docker-drift"))).toEqual([
      {
        ...{ resource: WEB, stack: "platform", name: WEB, differs: "world" },
        ...{ world: ["memory: 64 -> 96"], code: [], data: [] },
        next: ["changed in place: memory"],
      },
    ]);
  });

  it("is the world's where somebody removed a container", async () => {
    expect(await objectsOf(recorded("docker-removed-outside"))).toEqual([
      {
        ...{ resource: WEB, stack: "platform", name: WEB, differs: "world" },
        ...{ world: ["it was deleted outside of Terraform"], code: [], next: ["it is made again"], data: [] },
      },
    ]);
  });

  it("is the world's where somebody stopped one", async () => {
    expect(await objectsOf(recorded("docker-stopped"))).toMatchObject([
      { differs: "world", world: ["it was stopped: it does not run, and should"], code: [] },
    ]);
  });

  it("is told where the configuration leaves it", async () => {
    expect(await objectsOf(recorded("docker-refresh-only"))).toMatchObject([
      {
        differs: "world",
        world: ["memory: 64 -> 96"],
        next: ["nothing: the configuration leaves that as it is"],
      },
    ]);
  });

  it.each(["docker-memory", "docker-env", "docker-label", "docker-upload", "docker-image", "updated", "replaced"])(
    "is the code's where a change is not applied yet: %s",
    async (name) => {
      const objects = await objectsOf(recorded(name));
      expect(objects.length).toBeGreaterThan(0);
      expect(objects.map(({ differs, world }) => [differs, world])).toEqual(objects.map(() => ["code", []]));
      expect(objects.filter(({ code }) => code.length === 0)).toEqual([]);
    },
  );

  it("is nothing where nothing is to do, whatever the provider reads anew", async () => {
    expect(await objectsOf(recorded("nothing-to-do"))).toEqual([]);
    const { drift } = recorded("docker-env");
    expect(drift).toHaveLength(1);
    expect(await objectsOf(plan([], { drift }))).toEqual([]);
  });

  it.each(Object.entries(SCENARIOS))("misses no object that a plan changes: %s", async (name, { actions }) => {
    const changing = Object.entries(actions).filter(([, action]) => !["no-op", "read"].includes(action));
    const told = (await objectsOf(recorded(name))).map(({ resource }) => resource.replace(/ \(deposed .*\)/, ""));
    if (name === "docker-memory-without-swap") expect(told).toEqual([]);
    else expect(told).toEqual(expect.arrayContaining(changing.map(([address]) => address.replace(" deposed", ""))));
  });
});

describe("drift", () => {
  const REDIS = "docker_container.redis";
  const both = (changed: ResourceChange, drifted: ResourceChange) => objectsOf(plan([changed], { drift: [drifted] }));

  it("is of both where the world changed one attribute and the code another", async () => {
    const drifted = example("update", REDIS, { memory: 64, restart: "no" }, { memory: 96, restart: "no" });
    const change = example("update", REDIS, { memory: 96, restart: "no" }, { memory: 64, restart: "always" });
    expect(await both(change, drifted)).toMatchObject([
      { differs: "both", world: ["memory: 64 -> 96"], code: ["restart: no -> always"] },
    ]);
  });

  it("is of both where the code wants a third value of what the world changed", async () => {
    const drifted = example("update", REDIS, { memory: 64 }, { memory: 96 });
    const change = example("update", REDIS, { memory: 96 }, { memory: 128 });
    expect(await both(change, drifted)).toMatchObject([
      { differs: "both", world: ["memory: 64 -> 96"], code: ["memory: 64 -> 128"] },
    ]);
  });

  it("is of both where a deleted object is wanted otherwise", async () => {
    const drifted = example("destroy", REDIS, { image: "a", id: "1" }, null);
    const change = { ...example("create", REDIS, null, { image: "b" }), afterUnknown: { id: true } };
    expect(await both(change, drifted)).toMatchObject([
      { differs: "both", world: ["it was deleted outside of Terraform"], code: ["image: a -> b"] },
    ]);
  });

  it("says of what is gone and no longer wanted that nothing is to do", async () => {
    const drifted = example("destroy", REDIS, { image: "a" }, null);
    expect(await objectsOf(plan([], { drift: [drifted] }))).toMatchObject([
      { differs: "world", next: ["nothing: the configuration no longer has it"] },
    ]);
  });

  it("shows no secret, neither the world's nor the code's", async () => {
    const drifted = example("update", REDIS, { password: "hunter2hunter2" }, { password: "changed-by-hand-4711" });
    const change = example("update", REDIS, { password: "changed-by-hand-4711" }, { password: "hunter2hunter2" });
    const [one] = await both(change, drifted);
    expect(one).toMatchObject({ differs: "world", world: ["password: secret changed"] });
    expect(JSON.stringify(one)).not.toMatch(/hunter2|4711/);
  });

  it("says why it is not the whole", async () => {
    const failed = plan([], { incomplete: ["planning failed"], failedChecks: ["check.health: no answer"] });
    const given = { differs: [], known: () => undefined, secrets: [] };
    expect((await driftIn([{ stack: "storage", plan: failed }], given)).drift).toEqual({
      objects: [],
      cautions: ["storage: planning failed", "storage: a condition does not hold: check.health: no answer"],
    });
  });

  it("takes a secret out of the name of an output, of who refers to what, and of a condition", async () => {
    const secret = "correct-horse-battery-4711";
    const output = { name: secret, action: "update" as const, before: "a", after: "b", sensitive: false };
    const drifted = example("update", "a.b", { memory: 1 }, { memory: 2 });
    const of = plan([example("destroy", "a.c", {}, null)], {
      ...{ drift: [drifted], outputs: [output], failedChecks: [`check.${secret} fails`] },
      references: new Map([[`a.${secret}`, ["a.c"]]]),
    });
    const given = { differs: [], known: () => undefined, secrets: [secret] };
    const { drift, requireClean } = await driftIn([{ stack: secret, plan: of }], given);
    expect(drift.objects.map(({ resource }) => resource)).toContain("output.«secret 1»");
    expect(drift.cautions).toEqual(["«secret 1»: a condition does not hold: check.«secret 1» fails"]);
    expect(() => requireClean(JSON.stringify(drift))).not.toThrow();
  });
});
