import { describe, expect, it } from "vitest";
import { reviewed } from "./reviewed.ts";

const planned = (more: object): Uint8Array => Buffer.from(JSON.stringify({ format_version: "1.2", ...more }));

const container = (after: object, marks: object) => ({
  ...{ address: "docker_container.redis", mode: "managed", type: "docker_container", name: "redis" },
  change: { actions: ["create"], before: null, after, after_sensitive: marks },
});

describe("a value that its author marked as sensitive", () => {
  const env = ["REDIS_PASSWORD=correct-horse-4711", "MODE=fast"];

  it.each([{ env: true }, { env: [true, false] }, {}])("is judged by the policies all the same: %j", async (marks) => {
    const { verdict, requireClean } = await reviewed(planned({ resource_changes: [container({ env }, marks)] }));
    expect(verdict.outcome).toBe("refused");
    expect(verdict.refusals.filter(({ policy }) => policy === "docker/secret-in-environment")).toEqual([
      {
        policy: "docker/secret-in-environment",
        resource: "docker_container.redis",
        message: "REDIS_PASSWORD is given as a value",
        remedy: "mount it as a file and give its path: REDIS_PASSWORD_FILE",
        alsoKnownAs: ["CKV_K8S_35"],
      },
    ]);
    expect(JSON.stringify(verdict)).not.toContain("correct-horse");
    expect(() => requireClean(JSON.stringify(verdict))).not.toThrow();
  });

  it("stands in no sentence of a policy, and in none of a waiver", async () => {
    const ports = [{ internal: 6379, external: 6379, ip: "correct-horse-4711" }];
    const plan = planned({ resource_changes: [container({ ports }, { ports: [{ ip: true }] })] });
    const refused = (await reviewed(plan)).verdict.refusals.filter(({ policy }) => policy === "docker/loopback-ports");
    expect(refused.map(({ message }) => message)).toEqual([expect.stringContaining("«secret 1»")]);
    const waiver = { policy: "docker/loopback-ports", resource: "redis", reason: "it is asked from outside" };
    const { verdict } = await reviewed(plan, { waivers: [{ ...waiver, owner: "platform", until: "2026-12-31" }] });
    expect(verdict.waived).toEqual([expect.stringContaining("«secret 1»")]);
    expect(JSON.stringify(verdict)).not.toContain("correct-horse");
  });
});

describe("a plan that is not the whole of what will happen", () => {
  it.each([
    ["failed", { errored: true }],
    ["leaves changes out", { complete: false }],
    ["runs an action besides", { action_invocations: [{ address: "action.aws_lambda_invoke.migrate" }] }],
    ["puts a change off", { deferred_changes: [{ reason: "provider_config_unknown", resource_change: {} }] }],
  ])("is no promise that nothing changes: %s", async (_, more) => {
    const { verdict } = await reviewed(planned({ resource_changes: [], ...more }));
    expect(verdict).toMatchObject({ outcome: "changes", effects: [], cautions: [expect.any(String)] });
  });

  it("is told apart from one whose condition does not hold, which changes nothing", async () => {
    const checks = [{ address: { to_display: "check.health" }, status: "fail" }];
    const { verdict } = await reviewed(planned({ resource_changes: [], checks }));
    expect(verdict).toMatchObject({ outcome: "no change", cautions: [expect.stringContaining("check.health")] });
  });
});
