import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { html, json, markdown, ReviewError, terminal } from "../../../lib/review/index.ts";
import { reviewed } from "./reviewed.ts";

const recording = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, "plans/recordings", `${name}.json`), "utf8"));
const plans = ["docker-env", "sensitive-variable", "nested-modules", "check-failed", "deposed", "outputs-only"].map(
  recording,
);

/** The plan with another value somewhere in it: `turns` choose the way down, the last one where it ends. */
function withAnother(part: unknown, turns: readonly number[], value: unknown): unknown {
  const [turn, ...rest] = turns;
  if (turn === undefined || typeof part !== "object" || part === null) return value;
  const keys = Object.keys(part).filter((key) => key !== "prior_state" && key !== "planned_values");
  const key = keys[turn % keys.length];
  if (key === undefined) return value;
  const entries = Object.entries(part).map(([name, held]) => [
    name,
    name === key ? withAnother(held, rest, value) : held,
  ]);
  return Array.isArray(part) ? entries.map(([, held]) => held) : Object.fromEntries(entries);
}

async function outputsOf(plan: unknown): Promise<readonly string[]> {
  try {
    const { verdict } = await reviewed(Buffer.from(JSON.stringify(plan)));
    const view = { paint: (_: string, text: string) => text, width: 80 };
    return [markdown(verdict, { title: "x" }), html(verdict, { title: "x" }), json(verdict), terminal(verdict, view)];
  } catch (error) {
    if (error instanceof ReviewError) return [error.message];
    throw error;
  }
}

const keys = fc.constantFrom(
  "a",
  "__proto__",
  "constructor",
  "toString",
  "length",
  "value",
  "name",
  "upload",
  "content",
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false, 0, 1e308, "", "x", "\ud800"),
    tie("list"),
    tie("object"),
  ),
  list: fc.array(tie("value"), { maxLength: 3 }),
  object: fc.dictionary(keys, tie("value"), { maxKeys: 3, noNullPrototype: false }),
}));

describe("a plan with any value at any place", () => {
  it("is reviewed or refused in a sentence, and is never a bug of ours", async () => {
    const turns = fc.array(fc.nat(40), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...plans), turns, value, async (plan, way, other) => {
        for (const output of await outputsOf(withAnother(plan, way, other))) expect(output.length).toBeGreaterThan(5);
      }),
      { numRuns: 500 },
    );
  });
});
