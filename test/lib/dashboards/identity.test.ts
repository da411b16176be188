import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idOf, idsOf } from "../../../lib/dashboards/identity.ts";

const keyed = (...keys: string[]) => keys.map((key) => ({ key }));

describe("a panel's id", () => {
  it("is the same for ever, because links hold it", () => {
    expect(idOf("price-updates")).toBe(1_900_050_759);
  });

  it("is a positive number that Grafana can hold, whatever the key", () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const id = idOf(key);
        return Number.isInteger(id) && id >= 1 && id < 2 ** 31;
      }),
    );
  });

  it("does not depend on the other panels or their order", () => {
    expect(idsOf("d", keyed("a", "b", "c")).get("b")).toBe(idsOf("d", keyed("c", "b")).get("b"));
  });

  it("fails when two keys give one id, naming both", () => {
    expect(() => idsOf("shop", keyed("panel-67787", "other", "panel-244073"))).toThrow(
      expect.objectContaining({
        code: "dashboards/id-collision",
        message:
          'dashboard "shop": the keys "panel-67787" and "panel-244073" both give the panel id 1495622622: rename the newer one',
      }),
    );
  });
});
