import type { Documents } from "./differ.ts";
import { escapeUnseen } from "./escape-unseen.ts";
import { atMost } from "./limits.ts";
import { parsed } from "./parsed.ts";
import { counted } from "./shown.ts";
import { stemOf } from "./stem.ts";
import { changedLineCount, textDifferences } from "./text.ts";
import { treeDifferences } from "./tree.ts";

/** Lines for one document. */
export const DOCUMENT_LIMIT = 12;

/** What changed in texts of any format, each line with its document's name: `config.yml server.port: 9090 -> 9091`. */
export function documentDifferences(before: Documents, after: Documents): readonly string[] {
  const pairs = pairsOf(before, after);
  return pairs.flatMap(([name, was, is]) => atMost(oneDocument(escapeUnseen(stemOf(name)), was, is), DOCUMENT_LIMIT));
}

type Pair = readonly [name: string, before: string | undefined, after: string | undefined];

/** By their names, then without the hashes in them, where that names one on either side. */
function pairsOf(before: Documents, after: Documents): readonly Pair[] {
  const gone = byStem([...before.keys()].filter((name) => !after.has(name)));
  const added = byStem([...after.keys()].filter((name) => !before.has(name)));
  const earlierOf = (name: string): string | undefined => {
    const [candidates, siblings] = [gone.get(stemOf(name)) ?? [], added.get(stemOf(name)) ?? []];
    return candidates.length === 1 && siblings.length === 1 && siblings[0] === name ? candidates[0] : undefined;
  };
  const now = [...after].map(([name, text]) => [name, earlierOf(name) ?? name, text] as const);
  const told = new Set(now.map(([, earlier]) => earlier));
  return [
    ...[...before].filter(([name]) => !told.has(name)).map(([name, text]) => [name, text, undefined] as const),
    ...now.map(([name, earlier, text]) => [name, before.get(earlier), text] as const),
  ];
}

function byStem(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of names) {
    const same = found.get(stemOf(name));
    if (same) same.push(name);
    else found.set(stemOf(name), [name]);
  }
  return found;
}

function oneDocument(name: string, before: string | undefined, after: string | undefined): readonly string[] {
  if (before === after) return [];
  if (before === undefined) return [`${name}: added, ${linesOf(after ?? "")}`];
  if (after === undefined) return [`${name}: removed, ${linesOf(before)}`];
  if (PAGE.test(name)) return [pageDifference(name, changedLineCount(before, after))];
  const [was, is] = [parsed(name, before), parsed(name, after)];
  if (was === undefined || is === undefined) return textDifferences(before, after).map((line) => `${name} ${line}`);
  return treeDifferences("", was, is, { strict: true }).map((line) => `${name} ${line.replace(/^: /, "")}`);
}

/** Written by programs and read in a browser: a line of their markup tells nobody anything. */
const PAGE = /\.(html?|svg|css)$/i;

/** By its own name and its folder's: `page runbooks/FeedStale.html: 1 line differs`. */
const pageDifference = (name: string, lines: number): string =>
  `page ${name.split("/").slice(-2).join("/")}: ${lines === 1 ? "1 line differs" : `${lines} lines differ`}`;

const linesOf = (text: string): string => counted(text.trimEnd().split("\n").length, "line");
