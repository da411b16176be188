import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Backend,
  localBlock,
  remoteBlock,
  requireRemoteState,
  type StateOwner,
  stateName,
} from "../../stacks/backend.ts";
import { StackError } from "../../stacks/errors.ts";
import { synthesized } from "./synthesized.ts";

describe("a state that is a file of the machine", () => {
  const here = { name: "local", backend: { kind: "local" } } as const;

  it.each([{}, { CI: "" }, { CI: "0" }, { CI: "false" }])("is kept outside CI (%o)", (variables) => {
    expect(() => requireRemoteState(here, variables)).not.toThrow();
  });

  it.each(["true", "1", "woodpecker"])("is refused in CI (CI=%s), with what to do", (CI) => {
    const refusal = thrownBy(() => requireRemoteState(here, { CI }));
    expect(refusal).toBeInstanceOf(StackError);
    expect(refusal).toMatchObject({
      code: "stacks/local-state",
      message: expect.stringContaining("the environment local keeps its state in a file of the machine"),
      remedy: expect.stringContaining("QUANTFLOW_ENVIRONMENT=docker with PG_CONN_STR"),
    });
  });
});

describe("a remote state", () => {
  const remote: readonly Backend[] = [
    { kind: "pg" },
    { kind: "s3", bucket: "states", region: "eu-central-1" },
    { kind: "http", address: "https://states.example/quantflow" },
  ];

  it.each(remote)("is taken in CI: $kind", (backend) => {
    expect(() => requireRemoteState({ name: "docker", backend }, { CI: "true" })).not.toThrow();
  });
});

describe("the state of a stack", () => {
  const owner = { prefix: "quantflow-two", environment: "docker", stack: "storage" };

  it("lies in a schema of its own in PostgreSQL, whose connection is not written down", () => {
    expect(remoteBlock({ kind: "pg" }, owner)).toEqual({
      kind: "pg",
      arguments: { schema_name: "quantflow_two__docker__storage" },
    });
  });

  it("is an object of its own in S3, encrypted and locked", () => {
    expect(remoteBlock({ kind: "s3", bucket: "states", region: "eu-central-1" }, owner).arguments).toEqual({
      bucket: "states",
      region: "eu-central-1",
      key: "quantflow-two/docker/storage.tfstate",
      encrypt: true,
      use_lockfile: true,
    });
  });

  it("has an address of its own by HTTP, and one that locks it", () => {
    expect(remoteBlock({ kind: "http", address: "https://states.example/quantflow" }, owner).arguments).toEqual({
      address: "https://states.example/quantflow/quantflow_two__docker__storage",
      lock_address: "https://states.example/quantflow/quantflow_two__docker__storage/lock",
      lock_method: "POST",
      unlock_address: "https://states.example/quantflow/quantflow_two__docker__storage/lock",
      unlock_method: "DELETE",
    });
  });

  it("is a file of the instance, named from where the stack stands", () => {
    expect(localBlock("/clone/.quantflow/quantflow-local", "storage", "/clone/cdktf.out/stacks/storage")).toEqual({
      kind: "local",
      arguments: { path: "../../../.quantflow/quantflow-local/terraform.storage.tfstate" },
    });
  });

  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const hyphened = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join("-"));
  const instance = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
  const someOwner = fc.record({
    prefix: fc.oneof(
      fc.constant("quantflow"),
      instance.map((name) => `quantflow-${name}`),
    ),
    environment: hyphened.filter((name) => name.length <= 16),
    stack: fc.constantFrom("storage", "platform", "content"),
  });

  it("has a name that PostgreSQL takes without quotes and does not cut", () => {
    fc.assert(fc.property(someOwner, (one) => /^[a-z_][a-z0-9_]{0,62}$/.test(stateName(one))));
  });

  it("shares its name with no other", () => {
    const same = (one: StateOwner, other: StateOwner) => JSON.stringify(one) === JSON.stringify(other);
    fc.assert(
      fc.property(someOwner, someOwner, (one, other) => (stateName(one) === stateName(other)) === same(one, other)),
    );
    const doubled = { prefix: "quantflow-a--docker", environment: "x", stack: "storage" };
    expect(stateName(doubled)).not.toBe(stateName({ ...doubled, prefix: "quantflow-a", environment: "docker-x" }));
  });

  it("is known to each of an environment's stacks alone, and no stack's JSON holds a connection", () => {
    const names = synthesized({ environment: "docker", resolution: "local" }, ({ stack }) =>
      ["storage", "platform", "content"].map((name) => stack(name).terraform.backend),
    );
    expect(names).toEqual(
      ["storage", "platform", "content"].map((name) => ({ pg: { schema_name: `quantflow__docker__${name}` } })),
    );
  });
});

function thrownBy(work: () => void): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}
