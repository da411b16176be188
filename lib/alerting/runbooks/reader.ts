import { marked, type Token, type Tokens } from "marked";
import { emptySection, malformedWho, noQuery, noSteps, wrongMarkup, wrongSections, wrongTitle } from "./errors.ts";
import { type Runbook, SECTIONS, type Section } from "./runbook.ts";

/** Reads the Markdown of an alert's runbook. Throws RunbookError on one that lacks a part; see errors.ts. */
export function readRunbook(alert: string, markdown: string): Runbook {
  const [title, ...rest] = marked.lexer(markdown).filter(({ type }) => type !== "space");
  if (!title || !isHeading(title, 1) || title.text !== alert) throw wrongTitle(alert, title?.raw.trim());
  const sections = sectionsOf(alert, rest);
  const everything = nested(rest);
  refuseMarkup(alert, everything, sections);
  return {
    alert,
    sections,
    queries: queriesOf(alert, sections),
    mentions: everything.flatMap((token) => (token.type === "link" ? mentionIn(`${token["href"]}`) : [])),
    ...whoOf(alert, sections),
  };
}

function sectionsOf(alert: string, tokens: readonly Token[]): Runbook["sections"] {
  const starts = tokens.flatMap((token, index) => (isHeading(token, 2) ? [index] : []));
  const found = starts.map((start) => (tokens[start] as Tokens.Heading).text);
  if (starts[0] !== 0 || found.join("\n") !== SECTIONS.join("\n")) throw wrongSections(alert, found, SECTIONS);
  const contents = starts.map((start, index) => tokens.slice(start + 1, starts[index + 1]));
  const empty = contents.findIndex((content) => content.length === 0);
  if (empty >= 0) throw emptySection(alert, SECTIONS[empty] as Section);
  if (!contents[2]?.some((token) => token.type === "list" && token["ordered"])) throw noSteps(alert, SECTIONS[2]);
  const [meaning = [], confirmation = [], remedy = [], who = []] = contents;
  return { "What it means": meaning, "How to confirm": confirmation, "How to fix": remedy, Who: who };
}

function queriesOf(alert: string, sections: Runbook["sections"]): readonly string[] {
  const queries = sections["How to confirm"].filter(isCode("promql")).map(({ text }) => text.trim());
  if (queries.length === 0) throw noQuery(alert, "How to confirm");
  return queries;
}

const WHO = /^\*\*([a-z-]+)\*\*, (.+?)\./;

function whoOf(alert: string, { Who: [first] }: Runbook["sections"]): Pick<Runbook, "owner" | "severity"> {
  const [, owner, severity] = WHO.exec(first?.raw ?? "") ?? [];
  if (owner === undefined || severity === undefined) throw malformedWho(alert);
  return { owner, severity };
}

/** The live result of a query stands below it, so a query has to stand by itself, and where one looks for it. */
function refuseMarkup(alert: string, everything: readonly Token[], sections: Runbook["sections"]): void {
  const shown = new Set<Token>(sections["How to confirm"]);
  const wrong = everything.find((token) => token.type === "html" || (isCode("promql")(token) && !shown.has(token)));
  if (wrong) throw wrongMarkup(alert, wrong.raw.trim());
}

const isHeading = (token: Token, depth: number): token is Tokens.Heading =>
  token.type === "heading" && token["depth"] === depth;

export const isCode =
  (language: string) =>
  (token: Token): token is Tokens.Code =>
    token.type === "code" && token["lang"] === language;

/** The tokens and all that stand in them, outermost first. */
function nested(tokens: readonly Token[]): readonly Token[] {
  const found: Token[] = [];
  marked.walkTokens([...tokens], (token) => {
    found.push(token);
  });
  return found;
}

const mentionIn = (href: string): readonly string[] => /^(\w+)\.md$/.exec(href)?.slice(1) ?? [];
