import { describe, expect, it } from "vitest";
import { POLICIES } from "../../../../lib/review/policies/index.ts";
import { policiesPage } from "../../../../lib/review/policies/page.ts";

describe.each(POLICIES.map((policy) => [policy.id, policy] as const))("%s", (_, policy) => {
  it.each(policy.bad.map((resource) => [JSON.stringify(resource.attributes), resource] as const))(
    "is broken by %s",
    (_, resource) => {
      const [breach, ...others] = policy.run(resource);
      expect(others).toEqual([]);
      expect(breach?.message).not.toBe("");
      expect(breach?.remedy).toMatch(/^[a-z]/);
    },
  );

  it.each(policy.good.map((resource) => [JSON.stringify(resource.attributes), resource] as const))(
    "is kept by %s",
    (_, resource) => {
      expect(policy.run(resource)).toEqual([]);
    },
  );

  it("has examples of both kinds", () => {
    expect(policy.bad.length).toBeGreaterThan(0);
    expect(policy.good.length).toBeGreaterThan(0);
  });
});

describe("the policies", () => {
  it("have ids of their own", () => {
    expect(new Set(POLICIES.map(({ id }) => id)).size).toBe(POLICIES.length);
  });

  it("name the same check elsewhere by ids of a known form", () => {
    for (const id of POLICIES.flatMap((policy) => policy.alsoKnownAs))
      expect(id).toMatch(/^(?:CIS Docker (?:4\.1|5\.(?:[1-9]|[12]\d|3[0-2]))|CKV_K8S_\d+|AVD-KSV-\d{4})$/);
  });

  it("stand on a page of the documentation; write it again with vitest -u", async () => {
    await expect(policiesPage(POLICIES)).toMatchFileSnapshot("../../../../docs/review/policies.md");
  });
});
