import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ReviewError } from "../../../../lib/review/errors.ts";
import { readPlan } from "../../../../lib/review/plan/read.ts";

const bytes = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
const planOf = (parts: object) => ({ format_version: "1.2", planned_values: {}, ...parts });
const read = (parts: object) => readPlan(bytes(planOf(parts)));

const web = {
  address: "docker_container.web",
  mode: "managed",
  type: "docker_container",
  name: "web",
  provider_name: "registry.terraform.io/kreuzwerker/docker",
  change: { actions: ["update"], before: { memory: 64 }, after: { memory: 128 }, after_unknown: {} },
};

function errorOf(input: Uint8Array): ReviewError {
  try {
    readPlan(input);
  } catch (error) {
    if (error instanceof ReviewError) return error;
    throw error;
  }
  throw new Error("it was read");
}

describe("a plan", () => {
  it.each(["1.0", "1.1", "1.2", "1.9", "1.27"])("of format %s is read", (format_version) => {
    expect(read({ format_version }).formatVersion).toBe(format_version);
  });

  it.each(["0.2", "2.0", "1", "1.x", "11.0"])("of format %s is refused in one line", (format_version) => {
    const error = errorOf(bytes(planOf({ format_version })));
    expect(error.code).toBe("review/unknown-format");
    expect(error.message).toBe(`the plan has format "${format_version}"; 1.x is read`);
  });

  it("of nothing but its required keys has no change", () => {
    expect(read({})).toEqual({
      formatVersion: "1.2",
      changes: [],
      drift: [],
      outputs: [],
      references: new Map(),
      incomplete: [],
      failedChecks: [],
    });
  });

  it.each([
    [["no-op"], "no-op"],
    [["read"], "read"],
    [["create"], "create"],
    [["update"], "update"],
    [["delete"], "destroy"],
    [["delete", "create"], "replace"],
    [["create", "delete"], "replace-first-created"],
    [["forget"], "forget"],
    [["forget", "create"], "forget-and-create"],
    [["create", "forget"], "forget-and-create"],
    [["rename", "polish"], "unknown"],
  ])("that says %j means %s and keeps the words", (actions, action) => {
    const [change] = read({ resource_changes: [{ ...web, change: { ...web.change, actions } }] }).changes;
    expect(change).toMatchObject({ action, words: actions });
  });

  it("keeps what is said of one change", () => {
    const resource = {
      ...web,
      address: "module.a.docker_container.web[1]",
      previous_address: "docker_container.old",
      index: 1,
      deposed: "00ff",
      action_reason: "replace_because_tainted",
      change: {
        actions: ["delete", "create"],
        before: { env: ["A=1"] },
        after: { env: ["A=2"], id: null },
        after_unknown: { id: true, ports: [{}, { ip: true }] },
        before_sensitive: { env: true },
        after_sensitive: { env: true },
        replace_paths: [["env"], ["ports", 0, "ip"]],
        importing: { id: "abc" },
      },
    };
    expect(read({ resource_changes: [resource] }).changes).toEqual([
      {
        address: "module.a.docker_container.web[1]",
        movedFrom: "docker_container.old",
        mode: "managed",
        type: "docker_container",
        name: "web",
        index: 1,
        provider: "registry.terraform.io/kreuzwerker/docker",
        deposed: "00ff",
        action: "replace",
        words: ["delete", "create"],
        reason: "replace_because_tainted",
        before: { env: ["A=1"] },
        after: { env: ["A=2"], id: null },
        afterUnknown: { id: true, ports: [{}, { ip: true }] },
        beforeSensitive: { env: true },
        afterSensitive: { env: true },
        replacePaths: [["env"], ["ports", 0, "ip"]],
        importing: "abc",
      },
    ]);
  });

  it("says why it is not the whole of what will happen", () => {
    const deferred_changes = [{ reason: "provider_config_unknown", resource_change: web }];
    expect(read({ errored: true, complete: false }).incomplete).toEqual([
      "planning failed; the plan holds what was planned until then",
    ]);
    expect(read({ complete: false }).incomplete).toEqual([
      "the plan leaves changes out (-target, -exclude or a partial apply); plan again after it",
    ]);
    expect(read({ complete: false, deferred_changes }).incomplete).toEqual([
      "docker_container.web is put off to a later plan (provider_config_unknown)",
    ]);
    expect(read({ complete: true, action_invocations: [{ address: "action.a.b" }] }).incomplete).toEqual([
      "action.a.b is run besides; what an action does stands in no plan",
    ]);
  });

  it("tells the checks that do not hold", () => {
    const address = { to_display: "check.health" };
    const checks = [
      { address, status: "fail", instances: [{ address, status: "fail", problems: [{ message: "no answer" }] }] },
      { address: { to_display: "check.pass" }, status: "pass" },
      { address: { to_display: "output.url" }, status: "error" },
    ];
    expect(read({ checks }).failedChecks).toEqual(["check.health: no answer", "output.url does not hold (error)"]);
  });

  it("tells which outputs change, and whether any part of one is sensitive", () => {
    const change = { actions: ["update"], before: { a: 1 }, after: null, after_unknown: true, before_sensitive: false };
    const outputs = {
      plain: { ...change, after_sensitive: {} },
      secret: { ...change, after_sensitive: { a: [true] } },
    };
    const common = { action: "update", before: { a: 1 }, after: null, afterUnknown: true };
    expect(read({ output_changes: outputs }).outputs).toEqual([
      { name: "plain", ...common, sensitive: false },
      { name: "secret", ...common, sensitive: true },
    ]);
  });

  it("that names __proto__ and constructor leaves every prototype as it is", () => {
    const text = JSON.stringify(planOf({ resource_changes: [web] })).replaceAll(
      '"before":{',
      '"__proto__":{"actions":["delete"],"polluted":1},"before":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    );
    const [change] = readPlan(bytes(text.replace("{", '{"__proto__":{"resource_drift":[],"polluted":1},'))).changes;
    expect(change?.action).toBe("update");
    expect(Object.keys(change?.before ?? {})).toEqual(["__proto__", "constructor", "memory"]);
    expect("polluted" in {}).toBe(false);
  });

  it("without a change's address or actions is refused with the place", () => {
    expect(errorOf(bytes(planOf({ resource_changes: [web, {}] }))).message).toBe(
      "not a plan: resource_changes[1] has no address",
    );
    expect(errorOf(bytes(planOf({ resource_drift: [{ ...web, change: null }] }))).message).toBe(
      "not a plan: resource_drift[0] has no actions",
    );
  });
});

describe("what is no plan", () => {
  it.each([
    ["", "it is empty"],
    ["PK\u0003\u0004", "binary form"],
    ["\ufeff{}", "byte order mark"],
    [Buffer.from("\ufeff{}", "utf16le"), "UTF-16"],
    ["<!doctype html>", "HTML"],
    ["[]", 'not with "{"'],
    ['{"version":4,"serial":1,"lineage":"a","resources":[]}', "a state file"],
    ['{"format_version":"1.0","terraform_version":"1.11.4","values":{}}', "a state, as"],
    ['{"format_version":"1.0"}', "an empty state"],
    ['{"@level":"info","type":"version"}\n{"@level":"info"}', "terraform plan -json"],
    ['{"format_version":"1.0","provider_schemas":{}}', "provider schemas"],
    ['{"meta":{},"encrypted_data":"x"}', "OpenTofu encrypted"],
    ["{}", "without a format_version"],
    ['{"format_version":"1.2","planned_values":{}}{}', "something follows the plan at byte 44"],
    ['{"format_version":"1.2","planned_values":{},"resource_changes":[nul]}', "breaks inside resource_changes[0]"],
    ['{"format_version":"1.2","planned_values":{},"resource_changes":{}}', "resource_changes is no list"],
    ['{"format_version":"1.2";', "breaks at byte 23"],
  ])("is refused: %j (%s)", (input, found) => {
    const error = errorOf(typeof input === "string" ? bytes(input) : input);
    expect(error.code).toBe("review/not-a-plan");
    expect(error.message).toContain(found);
    expect(`${error.message}${error.remedy}`).not.toContain("\n");
  });

  it("is answered with the command that makes one", () => {
    expect(errorOf(bytes("PK")).remedy).toContain("terraform show -json FILE > plan.json");
    expect(errorOf(bytes("{}")).remedy).toContain("terraform show -json plan.tfplan > plan.json");
  });
});

describe("a plan of any content", () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  const change = fc.record({ before: json, after: json });
  const plans = fc.record({ prior_state: json, changes: fc.array(change, { maxLength: 4 }), space: fc.nat(3) });
  const written = ({ prior_state, changes, space }: { prior_state: unknown; changes: object[]; space: number }) => {
    const resource_changes = changes.map((one) => ({ ...web, change: { actions: ["update"], ...one } }));
    return Buffer.from(JSON.stringify(planOf({ prior_state, resource_changes }), undefined, space));
  };

  it("is read as JSON.parse reads it", () => {
    fc.assert(
      fc.property(plans, (given) => {
        const reread = JSON.parse(JSON.stringify(given.changes));
        expect(readPlan(written(given)).changes.map(({ before, after }) => ({ before, after }))).toEqual(reread);
      }),
    );
  });

  it("is found truncated, with the byte, wherever it is cut", () => {
    fc.assert(
      fc.property(plans, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (given, part) => {
        const whole = written(given);
        const cut = whole.subarray(0, Math.max(1, Math.floor(whole.length * part)));
        const error = errorOf(cut);
        expect(error.code).toBe("review/truncated");
        expect(error.message).toContain(`at byte ${cut.length}`);
      }),
    );
  });
});
