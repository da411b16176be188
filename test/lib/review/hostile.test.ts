import fc from "fast-check";
import { marked, type Token } from "marked";
import { describe, expect, it } from "vitest";
import { differsOf } from "../../../cli/review/differs.ts";
import { modelOf, siteOf } from "../../../cli/stack/site.ts";
import { html, json, markdown, terminal, type Verdict } from "../../../lib/review/index.ts";
import { playedContext } from "../../cli/fixtures.ts";
import { PLACES, type Planted } from "./planted-places.ts";
import { reviewed } from "./reviewed.ts";

const { context } = playedContext();
const differs = differsOf(modelOf(siteOf(context, undefined)));
const verdictOf = async (place: string, text: string): Promise<Verdict> =>
  (await reviewed(Buffer.from(JSON.stringify((PLACES[place] as Planted)(text))), { differs })).verdict;

/** What a name, a key or a value may hold to be more than text where it is shown. */
const HOSTILE: Readonly<Record<string, string>> = {
  "an escape that clears the screen": "\u001b[2J\u001b[1;31mall is well\u001b[0m",
  "a terminal's title": "\u001b]0;owned\u0007",
  "an OSC 8 link": "\u001b]8;;https://a.example\u001b\\click\u001b]8;;\u001b\\",
  "an 8-bit escape": "\u009b2J\u0090q\u009c",
  "a carriage return and backspaces": "kept\rdestroyed\b\b\b",
  "bidirectional marks": "\u202egpj.exe\u2066x\u2069\u200f",
  "invisible characters": "a\u200bb\ufeffc\u00add\u{e0041}",
  NUL: "a\u0000b",
  "a Markdown link": "[click](https://a.example)",
  "a Markdown image": "![x](https://a.example/x.png)",
  "a reference link": "[a]\n\n[a]: https://a.example",
  "an autolink": "<https://a.example> https://b.example www.c.example ops@d.example",
  "a Markdown table": "| a | b |\n|---|---|\n| 1 | 2 |",
  "a heading and a rule": "x\n===\n\n# big\n\n---\n",
  "a fence": "```\n</details>\n```mermaid\ngraph TD\n```",
  "backticks in backticks": "`` ` `a` ``` ` ``",
  "an HTML comment": "--> <!-- x --!> <!--",
  "a marker of another review": "<!-- quantflow-review: other -->",
  "a mention and an issue": "@octocat @org/team #123 owner/name#5 GH-12 0123456789abcdef0123456789abcdef01234567",
  HTML: "</details></summary><img src=x onerror=alert(1)><b>x",
  "a script": "</style></title><script>alert(1)</script>",
  "an attribute": "\" onmouseover=alert(1) x='",
  entities: "&lt;b&gt; &#64;octocat &#x202e;",
  "a checked task": "\n- [x] reviewed\n",
};

const ourMarkdown = new Set("heading paragraph list list_item text strong em codespan space html".split(" "));
const ourMarkdownHtml =
  /^(?:<!-- quantflow-review: Review -->|<details><summary>[^<>]*<\/summary>|<\/details>|<\/?sub>)$/u;

function expectOnlyOurMarkdown(comment: string): void {
  marked.walkTokens(marked.lexer(comment), (token: Token) => {
    expect(ourMarkdown).toContain(token.type);
    if (token.type === "html") expect(token.raw.trim()).toMatch(ourMarkdownHtml);
    const isLeaf = token.type === "text" && !("tokens" in token && token.tokens);
    if (isLeaf) expect(token.raw).not.toMatch(/[@#\\]|\bGH-\d|\b[0-9a-f]{7,40}\b|www\.|:\/\//i);
  });
}

/** Every tag that the page writes itself: an element or an attribute of somebody else's is none of them. */
const ourTag =
  /^<(?:!doctype html|html lang="en"|\/?(?:html|head|title|style|body|header|main|footer|nav|ul|li|h1|h2|h3|p|b|code|summary|details|a|span)|meta (?:charset|http-equiv|name)="[^"<>]*"(?: content="[^"<>]*")?|(?:p|li|ul|span|details|nav)(?: (?:id|class|aria-label|aria-hidden)="[\w -]*")*(?: open)?|a href="#\w+")>$/;

function expectOnlyOurHtml(page: string): void {
  const tags = page.match(/<[^<>]*>?/g) ?? [];
  expect(tags.filter((tag) => !ourTag.test(tag))).toEqual([]);
  expect(page.match(/&(?!(?:amp|lt|gt|quot|#39);)/g)).toBeNull();
}

const acts = /[^\P{C}\n]|\p{Default_Ignorable_Code_Point}/u;

function expectHarmless(verdict: Verdict): void {
  expectOnlyOurMarkdown(markdown(verdict, { title: "Review" }));
  const page = html(verdict, { title: "Review" });
  expectOnlyOurHtml(page);
  const view = terminal(verdict, { paint: (_, text) => text, width: 100 });
  const written = json(verdict);
  for (const output of [page, view, written]) expect(output).not.toMatch(acts);
  expect(JSON.parse(written).effects).toEqual(verdict.effects);
}

describe("what means harm in a plan is only text in every output", () => {
  it.each(Object.entries(HOSTILE))("%s, wherever it stands", async (_, text) => {
    for (const place of Object.keys(PLACES)) expectHarmless(await verdictOf(place, text));
  });

  it("any mixture of it", async () => {
    const texts = fc.array(fc.oneof(fc.constantFrom(...Object.values(HOSTILE)), fc.string({ unit: "grapheme" })), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(PLACES)), texts, async (place, parts) =>
        expectHarmless(await verdictOf(place, parts.join(" "))),
      ),
      { numRuns: 100 },
    );
  });
});
