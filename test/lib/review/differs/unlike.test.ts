import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differencesOf, unlike } from "../../../../lib/review/differs/index.ts";
import { change } from "../secrets/plans.ts";

describe("a change without what is the same on both sides", () => {
  it("keeps what differs in value, in marks, or is known only after the apply", () => {
    const given = change({
      before: { same: [{ a: 1, b: null }], value: 1, mark: "x", unknown: "y", gone: 1, fields: { a: 1, b: 2 } },
      after: { same: [{ b: null, a: 1 }], value: 2, mark: "x", unknown: "y", come: 1, fields: { b: 2, a: 1 } },
      afterUnknown: { same: [{}], unknown: [true] },
      beforeSensitive: { same: [{}] },
      afterSensitive: { same: [{}], mark: true },
    });
    const { before, after } = unlike(given);
    expect(before).toEqual({ value: 1, mark: "x", unknown: "y", gone: 1 });
    expect(after).toEqual({ value: 2, mark: "x", unknown: "y", come: 1 });
  });

  it("leaves one that comes or goes whole", () => {
    expect(unlike(change({ before: null, after: { a: 1 } })).after).toEqual({ a: 1 });
    expect(unlike(change({ before: { a: 1 }, after: null })).before).toEqual({ a: 1 });
  });

  const leaf = fc.oneof(fc.constantFrom(null, "", 0, false, "a", "b: 1\nc: 2\n", '{"a":1}', "«secret 1»"), fc.nat(3));
  const block = fc.dictionary(fc.constantFrom("name", "file", "content", "a"), leaf, { maxKeys: 3 });
  const sides = fc.dictionary(
    fc.constantFrom("image", "env", "ports", "upload", "config"),
    fc.tuple(
      fc.oneof(leaf, fc.array(fc.oneof(leaf, block), { maxLength: 3 })),
      fc.oneof(leaf, fc.array(block)),
      fc.boolean(),
    ),
  );

  it("reads the same", async () => {
    await fc.assert(
      fc.asyncProperty(sides, async (drawn) => {
        const entries = Object.entries(drawn);
        const before = Object.fromEntries(entries.map(([name, [was]]) => [name, was]));
        const after = Object.fromEntries(entries.map(([name, [was, is, isSame]]) => [name, isSame ? was : is]));
        const whole = change({ before, after, replacePaths: [["image"]] });
        expect(await differencesOf(unlike(whole), [])).toEqual(await differencesOf(whole, []));
      }),
    );
  });
});
