import { describe, expect, test } from "vitest";
import { inOrder } from "../../../../lib/renderings/docker/in-order.ts";
import type { Service } from "../../../../lib/services/service.ts";
import { redis, redisExporter } from "../../../../stacks/services/index.ts";

const named = (name: string, needs: Service[]): Service => ({ ...redis, name, needs });

describe("the order in which services start", () => {
  test("puts what is needed first, and keeps the rest as it is", () => {
    expect(inOrder([redisExporter, redis]).map(({ name }) => name)).toEqual(["redis", "redis-exporter"]);
  });

  test("leaves out what is needed but not there", () => {
    expect(inOrder([redisExporter]).map(({ name }) => name)).toEqual(["redis-exporter"]);
  });

  test("fails on services that need each other, naming the circle", () => {
    const needs: Service[] = [];
    const first = named("first", needs);
    needs.push(named("second", [first]));
    expect(() => inOrder([first])).toThrow(
      expect.objectContaining({
        code: "docker/circular-needs",
        message: expect.stringContaining("first -> second -> first"),
      }),
    );
  });
});
