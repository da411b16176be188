import { describe, expect, it } from "vitest";
import { referencesOf } from "../../../../lib/review/plan/references.ts";

const resource = (address: string, references: string[] = [], more: object = {}) => ({
  address,
  expressions: references.length > 0 ? { blocks: [{ value: { references } }] } : {},
  ...more,
});
const referencesIn = (root_module: object) => Object.fromEntries(referencesOf({ root_module }));

describe("the references of a configuration", () => {
  it("are those of expressions, repetition and depends_on", () => {
    const resources = [
      resource("a.one"),
      resource("a.two"),
      resource("data.b.three"),
      resource("a.four", ["a.one[0].id", "a.one[0]", "a.one"], {
        for_each_expression: { references: ["data.b.three.names", "data.b.three"] },
        depends_on: ["a.two"],
      }),
    ];
    expect(referencesIn({ resources })["a.four"]).toEqual(["a.one", "a.two", "data.b.three"]);
  });

  it("lead through a module's variables and outputs, and no further", () => {
    const child = {
      resources: [resource("a.inside", ["var.image"]), resource("a.other")],
      outputs: { url: { expression: { references: ["a.inside.url", "a.inside"] } } },
    };
    const call = { expressions: { image: { references: ["a.image.id", "a.image"] } }, module: child };
    const resources = [resource("a.image"), resource("a.user", ["module.m.url", "module.m"])];
    expect(referencesIn({ resources, module_calls: { m: call } })).toEqual({
      "a.image": [],
      "a.user": ["module.m.a.inside"],
      "module.m.a.inside": ["a.image"],
      "module.m.a.other": [],
    });
  });

  it("are all of a module, and of all in a module, where depends_on says so", () => {
    const calls = {
      m: { module: { resources: [resource("a.x"), resource("a.y")] } },
      n: { depends_on: ["module.m"], module: { resources: [resource("a.z")] } },
    };
    expect(referencesIn({ module_calls: calls })["module.n.a.z"]).toEqual(["module.m.a.x", "module.m.a.y"]);
  });

  it("end where a configuration goes in a circle", () => {
    const calls = {
      m: {
        expressions: { v: { references: ["module.m.o"] } },
        module: {
          resources: [resource("a.x", ["var.v"])],
          outputs: { o: { expression: { references: ["var.v", "a.x.id", "a.x"] } } },
        },
      },
    };
    expect(referencesIn({ module_calls: calls })).toEqual({ "module.m.a.x": [] });
  });

  it("are none where there is no configuration", () => {
    expect(referencesOf(undefined)).toEqual(new Map());
  });
});
