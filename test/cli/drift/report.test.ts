import { describe, expect, it } from "vitest";
import { reportDrift } from "../../../cli/drift/report.ts";
import type { Found } from "../../../cli/drift/written.ts";
import { driftIn } from "../../../lib/review/drift/index.ts";
import { example, plan } from "../../lib/review/verdict/given.ts";
import { playedContext } from "../fixtures.ts";

const nothing: Found = { objects: [], strangers: [], cautions: [], left: [] };
const clean = () => {};
const SECRET = "correct-horse-battery-staple-4711";

/** As the command finds it, in a stack where Redis was given other arguments by hand. */
async function foundWith(before: string, after: string, strangers: Found["strangers"] = []) {
  const drifted = example("update", "docker_container.redis", { user: before }, { user: after });
  const { drift, requireClean } = await driftIn([{ stack: "platform", plan: plan([], { drift: [drifted] }) }], {
    ...{ differs: [], known: () => undefined, secrets: [SECRET] },
  });
  return { found: { ...drift, strangers, left: [] }, requireClean };
}

describe("what quantflow drift answers", () => {
  it("is silence and 0 where nothing differs, and JSON where that is asked for", () => {
    const { context, printed } = playedContext();
    expect(reportDrift(context, { found: nothing, requireClean: clean }, false)).toBe(0);
    expect(printed()).toBe("");
    expect(reportDrift(context, { found: nothing, requireClean: clean }, true)).toBe(0);
    expect(JSON.parse(printed())).toMatchObject({ outcome: "no change" });
  });

  it("is 0 where only a stack was not looked at, and says so", () => {
    const { context, printed } = playedContext();
    const left = ["content: there is no Grafana here"];
    expect(reportDrift(context, { found: { ...nothing, left }, requireClean: clean }, false)).toBe(0);
    expect(printed()).toBe("Not looked at (1)\n  content: there is no Grafana here");
  });

  it("is 2 where something does", async () => {
    const { context, printed } = playedContext();
    expect(reportDrift(context, await foundWith("1000", "0"), false)).toBe(2);
    expect(printed()).toContain("world: user: 1000 -> 0");
  });

  it("takes a secret out of what Terraform tells", async () => {
    const { context, printed } = playedContext();
    expect(reportDrift(context, await foundWith("1000", SECRET), false)).toBe(2);
    expect(printed()).not.toContain(SECRET);
  });

  it("is 4 and nothing where a secret would stand in it all the same", async () => {
    const { context, printed, told: said } = playedContext();
    const found = await foundWith("1000", "0", [{ kind: "container", name: SECRET, declared: false }]);
    expect(reportDrift(context, found, false)).toBe(4);
    expect(printed()).toBe("");
    expect(said()).not.toContain(SECRET);
  });
});
