import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { pulled } from "../../../cli/dashboards/pull.ts";
import { dashboardsOf, dashboardsWith } from "../../../cli/dashboards/pull-code.ts";
import { comparison } from "../../../cli/dashboards/pull-plan.ts";
import { throughGrafana, versionsOf } from "../../../cli/dashboards/pull-sides.ts";
import type { Run } from "../../../cli/run.ts";
import { differences, patched } from "../../../lib/dashboards/diff/index.ts";
import type { Dashboard } from "../../../lib/dashboards/index.ts";
import { writeV1 } from "../../../lib/dashboards/v1/writer.ts";
import { references } from "../../lib/dashboards/given.ts";
import { shopProject } from "../../lib/dashboards/source/edit/project.ts";
import { playedContext } from "../fixtures.ts";
import { type Json, left, pullable } from "./json-edits.ts";

let root: string;
let all: readonly Dashboard[];

beforeAll(async () => {
  root = shopProject();
  all = await dashboardsOf(root);
});

/** The layout of the text is another suite's; here it stays as it is. */
const unformatted: Run = async (_, __, options) => ({
  code: 0,
  signal: null,
  stdout: `${options?.input ?? ""}`,
  stderr: "",
});

async function pull(edits: readonly ((json: Json) => void)[]) {
  const [code] = all;
  if (!code) throw new Error("the shop has no dashboard");
  const applied = writeV1(code, references) as Json;
  const live = structuredClone(applied);
  for (const edit of edits) edit(live);
  const { context } = playedContext({ root, run: unformatted });
  const json = { live, applied };
  const result = await pulled({ context, code, all, json, references, withAlert: false, prove: async () => {} });
  return { ...result, code, json };
}

describe("pull, whatever was edited", () => {
  it("writes code that makes what it says was pulled, and nothing else", async () => {
    const edits = fc.array(fc.oneof({ weight: 3, arbitrary: pullable }, left), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(edits, async (some) => {
        const { plan, files, code, json } = await pull(some);
        const made = await dashboardsWith(root, files);
        if ("broken" in made) throw new Error(made.broken);
        const sides = versionsOf(code, json, references);
        const taken = comparison(sides).changes.filter((_, at) => plan.changes[at]?.action === "pulled");
        const [edited] = made.made;
        expect(
          differences(patched(sides.code, taken), throughGrafana(edited as Dashboard, json.live, references)),
        ).toEqual([]);
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  it("writes nothing of what is not a literal's", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(left, { minLength: 1, maxLength: 4 }), async (some) => {
        const { plan, files } = await pull(some);
        expect([...files.keys()]).toEqual([]);
        expect(plan.changes.map(({ action }) => action)).not.toContain("pulled");
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
