import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Value } from "../../../../lib/review/plan/value.ts";
import { canonicalJson, isSynthesized, sha256, synthesizedHash } from "../../../../lib/review/seal/index.ts";

describe("canonical JSON", () => {
  it("says what it was given", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (any) => {
        expect(JSON.parse(canonicalJson(any as Value))).toEqual(JSON.parse(JSON.stringify(any)));
      }),
    );
  });

  it("is the same whatever the order of keys", () => {
    const entries = fc.uniqueArray(fc.tuple(fc.string(), fc.jsonValue()), { selector: ([key]) => key });
    const shuffled = entries.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, again]) => {
        const text = (members: typeof list) => canonicalJson({ nested: Object.fromEntries(members) as Value });
        expect(text(again)).toBe(text(list));
      }),
    );
  });

  it("sorts keys and writes values as RFC 8785 shows, section 3.2", () => {
    const keys = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
    expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
    expect(canonicalJson([Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0])).toBe(
      "[333333333.3333333,1e+30,4.5,0.002,1e-27,0]",
    );
    expect(canonicalJson({ literals: [null, true, false] })).toBe('{"literals":[null,true,false]}');
  });
});

describe("a synthesized folder's hash", () => {
  const files = new Map([
    ["cdk.tf.json", Buffer.from("{}")],
    ["assets/rules/a.yml", Buffer.from("groups: []")],
  ]);

  it("is over sorted names and contents, as documented", () => {
    const lines = [
      ["assets/rules/a.yml", sha256("groups: []")],
      ["cdk.tf.json", sha256("{}")],
    ];
    expect(synthesizedHash(files)).toBe(sha256(JSON.stringify(lines)));
    expect(synthesizedHash(new Map([...files].reverse()))).toBe(synthesizedHash(files));
  });

  it.each([
    [".terraform.lock.hcl"],
    [".terraform/providers/registry.terraform.io/a"],
    [".terraform.tfstate.lock.info"],
    ["terraform.tfstate"],
    ["terraform.tfstate.backup"],
    ["terraform.tfstate.d/production/terraform.tfstate"],
    ["plan.tfplan"],
    ["crash.123.log"],
  ])("does not count what Terraform writes: %s", (name) => {
    expect(isSynthesized(name)).toBe(false);
    expect(synthesizedHash(new Map([...files, [name, Buffer.from("x")]]))).toBe(synthesizedHash(files));
  });

  it.each([
    ["override.tf"],
    ["cdk_override.tf.json"],
    ["prod.auto.tfvars"],
    ["terraform.tfvars"],
    ["assets/.terraform/a"],
    ["metadata.json"],
  ])("counts what Terraform may load: %s", (name) => {
    expect(synthesizedHash(new Map([...files, [name, Buffer.from("x")]]))).not.toBe(synthesizedHash(files));
  });

  it("differs for any other name or content", () => {
    const folders = fc.dictionary(fc.string(), fc.string()).map((record) => new Map(Object.entries(record)));
    const bytes = (folder: Map<string, string>) =>
      new Map([...folder].filter(([name]) => isSynthesized(name)).map(([name, text]) => [name, Buffer.from(text)]));
    fc.assert(
      fc.property(folders, folders, (one, two) => {
        const [a, b] = [bytes(one), bytes(two)];
        const same = JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
        expect(synthesizedHash(a) === synthesizedHash(b)).toBe(same);
      }),
    );
  });
});
