import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { documentDifferences } from "../../../../lib/review/differs/documents.ts";

const differences = (name: string, before: string, after: string) =>
  documentDifferences(new Map([[name, before]]), new Map([[name, after]]));

const key = fc.stringMatching(/^[a-z]{3,8}$/);
const scalar = fc.oneof(fc.integer(), fc.boolean(), fc.stringMatching(/^[a-z]{1,9}$/));
type Tree = number | boolean | string | readonly Tree[] | { readonly [key: string]: Tree };
const tree: fc.Arbitrary<Tree> = fc.letrec<{ node: Tree }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("node"), { maxLength: 4 }),
    fc.dictionary(key, tie("node"), { maxKeys: 4 }),
  ),
})).node;
const object = fc.dictionary(key, tree, { minKeys: 1, maxKeys: 5 });

const reversed = (node: Tree): Tree => {
  if (Array.isArray(node)) return node.map(reversed);
  if (typeof node !== "object") return node;
  return Object.fromEntries(
    Object.entries(node)
      .reverse()
      .map(([name, part]) => [name, reversed(part)]),
  );
};

const NAMES = ["a.yml", "a.json", "a.toml", "a.txt", "attribute"];
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."{}[]:-&*<#\"'\n =ab.1!|>%@") }),
  object.map((content) => stringify(content)),
  fc.json(),
);

describe("documents", () => {
  it("that are equal give no line", () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), text, (name, same) => {
        expect(differences(name, same, same)).toEqual([]);
      }),
    );
  });

  it("give a line or more, or none, whatever they hold, and never fail", () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), text, text, (name, before, after) => {
        const lines = differences(name, before, after);
        expect(
          lines.filter((line) => line.includes("\n") || !(line.startsWith(name) || line.startsWith("and "))),
        ).toEqual([]);
        expect(lines.length).toBeLessThanOrEqual(13);
      }),
      { numRuns: 500 },
    );
  });

  it("of text that differ give a line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (before, after) => {
        expect(differences("a.txt", `x\n${before}`, `x\n${after}`).length > 0).toBe(before !== after);
      }),
    );
  });

  it("whose keys only changed places give no line", () => {
    fc.assert(
      fc.property(object, (content) => {
        expect(differences("a.yml", stringify(content), stringify(reversed(content)))).toEqual([]);
        expect(differences("a.json", JSON.stringify(content), JSON.stringify(reversed(content)))).toEqual([]);
      }),
    );
  });

  it("with one changed scalar give exactly its line, at any depth of objects", () => {
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 5 }), object, fc.integer(), (path, beside, was) => {
        const holding = (value: number): Tree =>
          path.reduceRight<Tree>((inner, name) => ({ ...beside, [name]: inner }), value);
        const line = `a.yml ${path.join(".")}: ${was} -> ${was + 1}`;
        expect(differences("a.yml", stringify(holding(was)), stringify(holding(was + 1)))).toEqual([line]);
      }),
    );
  });

  it("with one changed scalar in a list give exactly one line", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.nat(), fc.integer(), (list, at, value) => {
        const changed = list.with(at % list.length, value);
        const lines = differences("a.json", JSON.stringify({ list }), JSON.stringify({ list: changed }));
        expect(lines).toHaveLength(list[at % list.length] === value ? 0 : 1);
      }),
    );
  });
});

describe("a document", () => {
  it("of several is compared one by one, anchors followed", () => {
    const before =
      "kind: Service\nmetadata: {name: web}\nport: &p 80\ntarget: *p\n---\nkind: Job\nmetadata: {name: b}\n";
    expect(differences("k.yml", before, before.replace("&p 80", "&p 81"))).toEqual([
      "k.yml [Service/web].port: 80 -> 81",
      "k.yml [Service/web].target: 80 -> 81",
    ]);
  });

  it("that repeats a key is compared by its lines, so that neither value goes unseen", () => {
    expect(differences("a.yml", "a: 1\na: 2\n", "a: 3\na: 2\n")).toEqual(["a.yml line 1: a: 1 -> a: 3"]);
  });

  it("with keys that every object inherits is read by its own", () => {
    expect(differences("a.json", '{"a":1}', '{"a":1,"__proto__":2,"constructor":3}')).toEqual([
      "a.json __proto__: added 2",
      "a.json constructor: added 3",
    ]);
  });

  it("nested beyond reading is compared by its lines", () => {
    const deep = (value: string) => `${"[".repeat(20_000)}${value}${"]".repeat(20_000)}`;
    const lines = differences("a.json", deep("1"), deep("2"));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("line 1: ");
  });

  it("of 20,000 wholly different lines counts them and shows the first", () => {
    const lines = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word} ${index}`).join("\n");
    const told = differences("a.txt", lines("old"), lines("new"));
    expect(told[0]).toBe("a.txt 20000 lines removed, 20000 added");
    expect(told.at(-1)).toBe("a.txt and 39994 more");
  });
});
