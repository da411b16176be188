import { describe, expect, it } from "vitest";
import { heldIn } from "../../../../cli/check/policies.ts";
import { judge, POLICIES, resourcesIn } from "../../../../lib/review/policies/index.ts";
import { environmentNamed } from "../../../../stacks/environments/index.ts";
import { policyWaivers, waivers } from "../../../../stacks/waivers.ts";
import { everyCase, synthesized } from "../../../stacks/synthesized.ts";

const STACKS = ["storage", "platform", "content"];
const cases = everyCase.filter(({ resolution }) => resolution === "registry" || resolution === "local");

describe.each(cases)("in $environment, images from $resolution,", (where) => {
  const resources = synthesized(where, ({ text }) => STACKS.flatMap((stack) => resourcesIn(JSON.parse(text(stack)))));

  it("our own stacks keep every policy of a resource but for what is waived", () => {
    const policies = heldIn(environmentNamed(where.environment));
    const { refusals, waived } = judge(resources, { policies, waivers: policyWaivers, today: "2026-11-23" });
    expect(refusals).toEqual([]);
    const expected = resources.some(({ name, type }) => name === "cadvisor" && type === "docker_container");
    expect(waived.some((line) => line.startsWith("docker/user: docker_container.cadvisor: runs as root"))).toBe(
      expected,
    );
  });
});

describe("a waiver of ours", () => {
  it.each(waivers.map((waiver) => [`${waiver.policy} of ${waiver.resource}`, waiver] as const))(
    "%s is of a policy there is, and says why, who and until when",
    (_, { policy, reason, owner, until }) => {
      expect(["scraped or probed", ...POLICIES.map(({ id }) => id)]).toContain(policy);
      expect(reason.length).toBeGreaterThan(20);
      expect(owner).not.toBe("");
      expect(until).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    },
  );
});
