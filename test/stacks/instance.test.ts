import { describe, expect, test } from "vitest";
import { instanceFrom } from "../../stacks/instance.ts";

describe("the instance", () => {
  test("without a name is the plain one, on the plain ports", () => {
    expect(instanceFrom({}, "/repo", "local")).toEqual({
      prefix: "quantflow",
      portOffset: 0,
      directory: "/repo/.quantflow/quantflow-local",
    });
  });

  test("with a name has a prefix, ports and a folder of its own, always the same", () => {
    const first = instanceFrom({ QUANTFLOW_INSTANCE: "blue" }, "/repo", "local");
    expect(first).toEqual(instanceFrom({ QUANTFLOW_INSTANCE: "blue" }, "/repo", "local"));
    expect(first.prefix).toBe("quantflow-blue");
    expect(first.directory).toBe("/repo/.quantflow/quantflow-blue-local");
    expect(first.portOffset % 1000).toBe(0);
    expect(first.portOffset).toBeGreaterThanOrEqual(1000);
    expect(first.portOffset).toBeLessThanOrEqual(20_000);
  });

  test("takes the port offset that is given", () => {
    expect(instanceFrom({ QUANTFLOW_INSTANCE: "blue", QUANTFLOW_PORT_OFFSET: "7" }, "/", "local").portOffset).toBe(7);
  });

  test.each(["Blue", "-blue", "a b", "x".repeat(22), "a/../b"])("fails on the name %s", (name) => {
    expect(() => instanceFrom({ QUANTFLOW_INSTANCE: name }, "/", "local")).toThrow(
      expect.objectContaining({ code: "stacks/malformed-variable", message: expect.stringContaining(`"${name}"`) }),
    );
  });

  test.each(["-1", "1.5", "many", "50001"])("fails on the port offset %s", (offset) => {
    expect(() => instanceFrom({ QUANTFLOW_PORT_OFFSET: offset }, "/", "local")).toThrow(
      "the environment variable QUANTFLOW_PORT_OFFSET is",
    );
  });
});
