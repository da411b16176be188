import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { html } from "../../../../lib/review/outputs/html.ts";
import type { Verdict } from "../../../../lib/review/verdict/verdict.ts";
import { text, verdict } from "./arbitrary.ts";
import { example } from "./example.ts";

const title = "Production";

/** Every tag, in order, with its attributes: the tree's shape. The style sheet holds no tag. */
const shapeOf = (page: string): readonly string[] => page.match(/<[^>]*>/g) ?? [];

const keep = new Set<unknown>(["outcome", "happens"]);

/** The verdict with every text in it made harmless. */
const tame = (given: Verdict): Verdict =>
  JSON.parse(JSON.stringify(given), (key, value) => (typeof value === "string" && !keep.has(key) ? "x" : value));

/** Harmless too, and with an address of its own where it has one: an address that is the name is not told twice. */
const tameWithAddresses = (given: Verdict): Verdict => {
  const tamed = tame(given);
  const effects = tamed.effects.map((effect, position) => {
    const { name, resource } = given.effects[position] as Verdict["effects"][number];
    return { ...effect, resource: resource === name ? effect.name : "y" };
  });
  return { ...tamed, effects };
};

/** `join` of an empty text is empty, and an empty text is not shown; the shape is of texts that say something. */
const said = (given: Verdict): Verdict =>
  JSON.parse(JSON.stringify(given), (_key, value) => (value === "" ? "." : value));

describe("a verdict as a page", () => {
  it("is written as in the golden file", async () => {
    await expect(html(example, { title })).toMatchFileSnapshot("example.golden.html");
  });

  it("has the same elements whatever the texts are", () => {
    fc.assert(
      fc.property(verdict, text, (given, anyTitle) => {
        const full = said(given);
        expect(shapeOf(html(full, { title: anyTitle }))).toEqual(shapeOf(html(tameWithAddresses(full), { title })));
      }),
    );
  });

  it("holds no control or invisible character but line breaks", () => {
    fc.assert(
      fc.property(verdict, (given) => !/[^\P{C}\n]|\p{Default_Ignorable_Code_Point}/u.test(html(given, { title }))),
    );
  });

  it("allows its own style and nothing else", () => {
    const page = html(example, { title });
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(page).not.toMatch(/<script|<link|<img|\ssrc=|\sstyle=|url\(|@import|\son\w+=/);
  });

  it("tells an address that is the name itself once", () => {
    const [effect] = example.effects;
    const nameless = {
      ...(effect as Verdict["effects"][number]),
      name: "docker_image.base",
      resource: "docker_image.base",
    };
    const page = html({ ...example, effects: [nameless] }, { title });
    expect(page).toContain("<h3>docker_image.base</h3>");
    expect(page).not.toContain("<code>docker_image.base</code>");
  });

  it("shows the first eight differences, and folds the others under them", () => {
    const differences = Array.from({ length: 10 }, (_, position) => `difference ${position}`);
    const [effect] = example.effects;
    const page = html({ ...example, effects: [{ ...(effect as Verdict["effects"][number]), differences }] }, { title });
    expect(page.indexOf("2 more differences")).toBeGreaterThan(page.indexOf("<li>difference 7</li>"));
    expect(page.indexOf("2 more differences")).toBeLessThan(page.indexOf("<li>difference 8</li>"));
  });

  it("names every object, however many", () => {
    const effects = Array.from({ length: 10_000 }, (_, position) => ({
      ...(example.effects[0] as Verdict["effects"][number]),
      name: `volume v${position}`,
    }));
    expect(html({ ...example, effects }, { title }).match(/<h3>volume v\d+<\/h3>/g)).toHaveLength(10_000);
  });
});
