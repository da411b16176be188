import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { share } from "../../../../lib/review/plan/equal.ts";
import type { Marks, Value } from "../../../../lib/review/plan/value.ts";
import { type Rewrite, walk, walkSides } from "../../../../lib/review/secrets/walk.ts";

/** Shows what a place says of its text. */
const shown: Rewrite = (text, sensitivity) => `${sensitivity}:${text}`;
const leaf = fc.oneof(fc.constantFrom<Value>(null, "", "a", "API_KEY", true, 5000), fc.nat(2));
const value: fc.Arbitrary<Value> = fc.oneof(leaf, fc.array(leaf, { maxLength: 2 }));
const name = fc.constantFrom("name", "value", "password", "env", "__proto__");
const side = fc.oneof(fc.constant<Value>(null), fc.dictionary(name, value, { noNullPrototype: true }));
const marks: fc.Arbitrary<Marks> = fc.oneof(fc.boolean(), fc.dictionary(name, fc.boolean(), { noNullPrototype: true }));

describe("both sides of a change", () => {
  it("are rewritten as each by itself, whatever they share", () => {
    fc.assert(
      fc.property(side, side, marks, marks, (before, after, were, are) => {
        const apart = [walk(before, were, shown), walk(after, are, shown)];
        share(before, after);
        expect(walkSides({ value: before, marks: were }, { value: after, marks: are }, shown)).toEqual(apart);
      }),
      { numRuns: 2000 },
    );
  });

  it("share what is equal, and nothing else", () => {
    const before = { env: ["A=1", "B=2"], name: "a", ports: [{ ip: "::" }] };
    const after = { env: ["A=1", "B=2"], name: "b", ports: [{ ip: "::1" }], new: null };
    share(before, after);
    expect(after.env).toBe(before.env);
    expect(after).toEqual({ env: ["A=1", "B=2"], name: "b", ports: [{ ip: "::1" }], new: null });
  });

  it("rewrite a value anew whose neighbour names it otherwise", () => {
    const [before, after] = [
      { name: "COLOUR", value: "a" },
      { name: "API_KEY", value: "a" },
    ];
    share(before, after);
    const rewritten = walkSides({ value: before, marks: false }, { value: after, marks: false }, shown)[1];
    expect(rewritten).toEqual({ "open:name": "open:API_KEY", "open:value": "secret:a" });
  });
});
