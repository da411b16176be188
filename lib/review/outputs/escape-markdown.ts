import { oneLine } from "./one-line.ts";

const plainWord = /^[("'“«]*[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+|(?<=\p{Nd})[.,:]\p{Nd}+)*%?[)"'”»]*[.,;:!?]*\)?$/u;
const plainSymbol = /^[→↵–—·…±×≤≥]$/;
// Commits, `GH-12` and `JIRA-12` become links on the forge; `1.` would begin a list.
const becomesMore = /\b[0-9a-f]{7,}\b|\b[a-z]+-\d+|^\d+[.)]$/i;

/** A code span around any text on one line: nothing in it is a link, a mention, emphasis or HTML. */
export function codeSpan(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 0);
  const fence = "`".repeat(longest + 1);
  const padding = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${padding}${text}${padding}${fence}`;
}

const isPlain = (word: string): boolean => plainSymbol.test(word) || (plainWord.test(word) && !becomesMore.test(word));

// `rate(x[5m]) > 0.1` is one expression.
const continues = (before: string | undefined, word: string): boolean =>
  before !== undefined && /^[<>=!+*/%-]+$/.test(before) && /^[\d.]+$/.test(word);

const parenthesized = /^(\()?([^()]*?)(\)?[.,;:]?)$/;
const punctuated = /^()(.*[\p{L}\p{N}_)])([.,;:])$/u;

/** A code span that leaves out the punctuation of the sentence around it. */
const marked = (words: readonly string[]): string => {
  const text = words.join(" ");
  const [, before = "", inside = "", after = ""] = parenthesized.exec(text) ?? punctuated.exec(text) ?? ["", "", text];
  return inside === "" ? codeSpan(text) : before + codeSpan(inside) + after;
};

/**
 * Any text as Markdown's inline text: words stay words, whatever could mean more to Markdown or to the forge
 * (addresses, expressions, mentions, links, hashes) stands in code spans.
 */
export function inlineMarkdown(text: string, limit?: number): string {
  const written: string[] = [];
  let code: string[] = [];
  const close = () => {
    if (code.length > 0) written.push(marked(code));
    code = [];
  };
  for (const word of oneLine(text, limit)
    .replace(/(?<= )->(?= )/g, "→")
    .split(" ")) {
    if (!isPlain(word) || continues(code.at(-1), word)) code.push(word);
    else {
      close();
      written.push(word);
    }
  }
  close();
  return written.join(" ");
}

const percentEncoded = (character: string): string =>
  [...new TextEncoder().encode(character)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");

/** Any text inside an HTML comment: what could end one is percent-encoded. */
export const inComment = (text: string): string =>
  oneLine(text, 60)
    .replace(/[^A-Za-z0-9 ._/-]/gu, (character) => percentEncoded(character))
    .replace(/-(?=-)/g, "%2D");
