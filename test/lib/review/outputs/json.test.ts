import { readFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { json } from "../../../../lib/review/outputs/json.ts";
import { verdictSchema } from "../../../../lib/review/outputs/schema.ts";
import { verdict } from "./arbitrary.ts";
import { example } from "./example.ts";

describe("a verdict as JSON", () => {
  it("holds the whole verdict, any text included, as the schema says", () => {
    fc.assert(
      fc.property(verdict, (given) => {
        const parsed: unknown = JSON.parse(json(given));
        expect(verdictSchema.parse(parsed)).toEqual({ version: 1, ...given });
      }),
    );
  });

  it("can be printed: it has no control or invisible character but line breaks", () => {
    fc.assert(fc.property(verdict, (given) => !/[^\P{C}\n]|\p{Default_Ignorable_Code_Point}/u.test(json(given))));
  });

  it("begins with its version", () => {
    expect(json(example)).toMatch(/^\{\n {2}"version": 1,\n {2}"outcome": "refused",/);
  });

  it("is published with a schema", async () => {
    const root = path.resolve(import.meta.dirname, "../../../..");
    const schema = z.toJSONSchema(verdictSchema, { target: "draft-2020-12" });
    expect(JSON.parse(await readFile(`${root}/docs/review/schema.json`, "utf8"))).toEqual(schema);
  });
});
