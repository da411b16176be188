import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Verdict } from "../../../lib/review/index.ts";
import type { Expectation } from "./plans/expectations/expectation.ts";
import { EXPECTATIONS } from "./plans/expectations/index.ts";
import { reviewed } from "./reviewed.ts";

const recordings = path.join(import.meta.dirname, "plans/recordings");
const reviewOf = async (name: string) => (await reviewed(readFileSync(path.join(recordings, `${name}.json`)))).verdict;

/** Only what the expectation gives; a warning only as far as the expectation has it. */
function told({ outcome, effects, refusals, cautions }: Verdict, expected: Expectation): Required<Expectation> {
  const warnings = effects.flatMap((effect) => effect.warnings.map((warning) => `${effect.resource}: ${warning}`));
  return {
    outcome,
    effects: effects.map(({ happens, resource, because, data }) => {
      const causes = because.length > 0 ? `: ${because.join("; ")}` : "";
      return `${happens} ${resource}${causes}${data.length > 0 ? ` | ${data.join("; ")}` : ""}`;
    }),
    dependents: effects.flatMap(({ resource, dependents }) =>
      dependents.length > 0 ? [`${resource} <- ${dependents.join(", ")}`] : [],
    ),
    warnings: warnings.map((warning, at) => warning.slice(0, expected.warnings?.[at]?.length)),
    cautions,
    refused: [...new Set(refusals.map(({ resource }) => resource))].sort(),
  };
}

describe("the verdict on a plan really made", () => {
  it("is expected for each recording, and for no other", () => {
    const names = readdirSync(recordings).map((file) => path.basename(file, ".json"));
    expect(Object.keys(EXPECTATIONS).sort()).toEqual(names.sort());
  });

  it.each(Object.entries(EXPECTATIONS))("is what an operator must know: %s", async (name, expected) => {
    const nothing = { dependents: [], warnings: [], cautions: [], refused: [] };
    expect(told(await reviewOf(name), expected)).toEqual({ ...nothing, ...expected });
  });
});

describe("a review of a plan really made", () => {
  it("never says that what is deleted stays", async () => {
    const [gone] = (await reviewOf("destroyed-no-move-target")).effects;
    expect(gone?.says).toEqual([
      "it is deleted and does not come back",
      "Terraform's name for it was terraform_data.old",
    ]);
  });

  it("reads embedded rules in their own words", async () => {
    const [rules] = (await reviewOf("embedded-rules")).effects;
    expect(rules?.differences[0]).toContain("feed_age_seconds > 5 -> feed_age_seconds > 10");
  });

  it.each(["output-sensitive", "sensitive-variable", "sensitive-in-set"])("shows no secret of %s", async (name) => {
    expect(JSON.stringify(await reviewOf(name))).not.toContain("hunter2");
  });
});
