import { describe, expect, it } from "vitest";
import { type Backend, requireRemoteState } from "../../stacks/backend.ts";
import { StackError } from "../../stacks/errors.ts";

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

function thrownBy(work: () => void): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}
