import { describe, expect, it } from "vitest";
import { type Found, inJson, inWords, isNothing } from "../../../cli/drift/written.ts";
import type { Paint } from "../../../cli/terminal/terminal.ts";

const nothing: Found = { objects: [], strangers: [], cautions: [], left: [] };
const redis = { resource: "docker_container.redis", stack: "platform", name: "service redis", data: [] };
const found: Found = {
  objects: [
    { ...redis, differs: "world", world: ["memory: 64 -> 96"], code: [], next: ["changed in place: memory"] },
    {
      ...{ resource: "docker_network.edge", stack: "platform", name: "docker_network.edge", differs: "code" },
      ...{ world: [], code: ["it was never made"], next: ["it is made"], data: [] },
    },
  ],
  strangers: [{ kind: "container", name: "by-hand", declared: false }],
  cautions: ["storage: planning failed"],
  left: ["content: there is no Grafana here"],
};
const plain: Paint = (_style, text) => text;

describe("what quantflow drift prints", () => {
  it("is nothing where nothing differs", () => {
    expect(isNothing(nothing)).toBe(true);
    expect(inWords(nothing, plain)).toBe("");
  });

  it("tells the world's first, then the code's, and for each what the next apply does", () => {
    expect(inWords(found, plain)).toBe(
      [
        "The world differs: somebody changed it outside of Terraform (1)",
        "  service redis (docker_container.redis, platform)",
        "    world: memory: 64 -> 96",
        "    next apply: changed in place: memory",
        "",
        "The code differs: a change that is not applied yet (1)",
        "  docker_network.edge (platform)",
        "    code: it was never made",
        "    next apply: it is made",
        "",
        "Nobody's: in the engine, and in no state (1)",
        "  container by-hand: it bears this instance's label, and no stack made it",
        "",
        "Not the whole story (1)",
        "  storage: planning failed",
        "",
        "Not looked at (1)",
        "  content: there is no Grafana here",
      ].join("\n"),
    );
  });

  it("names a stack that was not looked at, which is no difference", () => {
    const looked = { ...nothing, left: found.left };
    expect(isNothing(looked)).toBe(true);
    expect(inWords(looked, plain)).toBe("Not looked at (1)\n  content: there is no Grafana here");
    expect(JSON.parse(inJson(looked))).toMatchObject({ outcome: "no change", left: found.left });
  });

  it("is JSON of a stated version for scripts, also where nothing differs", () => {
    expect(JSON.parse(inJson(nothing))).toEqual({ version: 1, outcome: "no change", ...nothing });
    expect(JSON.parse(inJson(found))).toEqual({ version: 1, outcome: "changes", ...found });
  });

  it("counts a stranger or a caution alone as a difference", () => {
    expect(isNothing({ ...nothing, strangers: found.strangers })).toBe(false);
    expect(isNothing({ ...nothing, cautions: found.cautions })).toBe(false);
  });
});
