import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { ResourceChange } from "../../../../lib/review/plan/plan.ts";
import { readPlan } from "../../../../lib/review/plan/read.ts";
import { SCENARIOS } from "../plans/scenarios/index.ts";

const recordings = path.resolve(import.meta.dirname, "../plans/recordings");
const planOf = (name: string) => readPlan(readFileSync(path.join(recordings, `${name}.json`)));
const named = ({ address, deposed }: ResourceChange) => (deposed === undefined ? address : `${address} deposed`);
const actionsOf = (changes: readonly ResourceChange[]) =>
  Object.fromEntries(changes.map((change) => [named(change), change.action]));
const reasonsOf = (changes: readonly ResourceChange[]) =>
  Object.fromEntries(changes.flatMap(({ address, reason }) => (reason === undefined ? [] : [[address, reason]])));
const changeIn = (name: string, address: string) => planOf(name).changes.find((change) => change.address === address);

describe("a plan really made", () => {
  it("is recorded for each scenario, and no other", () => {
    const names = readdirSync(recordings).map((file) => path.basename(file, ".json"));
    expect(names.sort()).toEqual(Object.keys(SCENARIOS).sort());
  });

  it.each(Object.entries(SCENARIOS))("is read: %s", (name, { actions, reasons = {}, drift = {} }) => {
    const plan = planOf(name);
    expect(actionsOf(plan.changes)).toEqual(actions);
    expect(reasonsOf(plan.changes)).toEqual(reasons);
    expect(actionsOf(plan.drift)).toEqual(drift);
  });
});

describe("a recorded plan", () => {
  it("says where a moved resource stood", () => {
    expect(changeIn("moved", "terraform_data.web")?.movedFrom).toBe("terraform_data.old");
    expect(changeIn("moved-into-module", "module.inner.terraform_data.web")?.movedFrom).toBe("terraform_data.web");
    expect(changeIn("tofu-moved", "terraform_data.web")?.movedFrom).toBe("terraform_data.old");
  });

  it("says which id is imported", () => {
    expect(changeIn("imported", "terraform_data.web")?.importing).toBe("given-id");
  });

  it("says which attribute forces a replacement", () => {
    expect(changeIn("replaced", "terraform_data.web")?.replacePaths).toEqual([["triggers_replace"]]);
    expect(changeIn("docker-env", "docker_container.web")?.replacePaths).toEqual([["env"]]);
  });

  it("says what is sensitive", () => {
    const change = changeIn("sensitive-variable", "terraform_data.web");
    expect(change?.beforeSensitive).toMatchObject({ input: { password: true } });
    expect(planOf("output-sensitive").outputs).toMatchObject([{ name: "password", sensitive: true }]);
  });

  it("says what is known only at the apply", () => {
    expect(changeIn("unknown-everywhere", "terraform_data.web")?.afterUnknown).toEqual({
      input: { list: [false, true], map: { key: true } },
      output: true,
    });
    expect(planOf("output-unknown").outputs).toMatchObject([{ name: "id", action: "update", afterUnknown: true }]);
  });

  it("says why it is not the whole", () => {
    const partial = "the plan leaves changes out (-target, -exclude or a partial apply); plan again after it";
    expect(planOf("targeted").incomplete).toEqual([partial]);
    expect(planOf("precondition-failed").incomplete).toEqual([
      "planning failed; the plan holds what was planned until then",
    ]);
    expect(planOf("nothing-to-do").incomplete).toEqual([]);
  });

  it("tells the check that does not hold", () => {
    expect(planOf("check-failed").failedChecks).toEqual(["check.health: the web server does not answer"]);
    expect(planOf("check-unknown").failedChecks).toEqual([]);
  });

  it("says what refers to what, through modules and networks", () => {
    expect(planOf("nested-modules").references.get("module.outer.module.inner.terraform_data.web")).toEqual([
      "terraform_data.image",
    ]);
    expect(planOf("docker-network-replaced").references.get("docker_container.web")).toEqual(["docker_network.edge"]);
  });

  it("keeps keys that JavaScript's prototypes have", () => {
    const before = JSON.stringify(changeIn("prototype-keys", "terraform_data.web")?.before);
    expect(before).toContain('"__proto__":"a"');
    expect("polluted" in {}).toBe(false);
  });
});
