import { isCredible, isSearchable } from "./credible.ts";
import { plainText } from "./entropy.ts";
import type { Finding } from "./finding.ts";
import { findingsIn, outermost } from "./findings.ts";
import { matchesIn } from "./matches.ts";
import type { Vault } from "./vault.ts";
import type { Rewrite } from "./walk.ts";

/** Characters. A shorter line of a secret of several lines says nothing by itself. */
const SHORTEST_LINE = 16;
const ENCODED = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
const FRAME = /^-----(BEGIN|END) /;
/** A quoted text that goes on in the next line, in YAML, TOML and shells: its reader joins what it says. */
const CONTINUED = /\\\r?\n/;
const CONTINUATIONS = /\\\r?\n[ \t]*\\?/g;
/** The end of a line or a tab within a quoted text: `one\nglsa_…`, whose `n` is no part of the token. */
const ESCAPED = /\\[nrt]/;
const ESCAPES = /\\+[nrt]/g;

/** Puts placeholders where secrets stand, and into the vault what is to be searched for elsewhere. */
export function hiding(vault: Vault, isName: (text: string) => boolean): Rewrite {
  const learn: Learn = (secret, where, searched) => {
    if (searched && !isName(secret)) for (const part of partsOf(secret)) vault.search(secret, where, part);
    return vault.placeholder(secret, where);
  };
  const seen = new Map<string, readonly Finding[]>();
  const open = (text: string, where: string): string => {
    if (isPlain(text)) return text;
    const findings = seen.get(text) ?? findingsIn(text);
    if (!seen.has(text)) {
      learnEncoded(text, where, learn);
      if (CONTINUED.test(text)) learnIn(text.replaceAll(CONTINUATIONS, ""), where, learn);
      if (ESCAPED.test(text)) learnIn(text.replaceAll(ESCAPES, "\n"), where, learn);
    }
    // A text stands in a plan many times: before and after, in the change and in the drift, as the key of every map.
    seen.set(text, findings);
    if (findings.length === 0) return text;
    for (const { value } of findings) learn(value, where, isSearchable(value));
    let done = 0;
    let hidden = "";
    for (const { start, end, value, bare } of outermost(findings)) {
      const placeholder = learn(value, where, false);
      hidden += text.slice(done, start) + (bare === true ? `"${placeholder}"` : placeholder);
      done = end;
    }
    return hidden + text.slice(done);
  };
  return (text, sensitivity, where) => {
    if (sensitivity === "open") return open(text, where);
    if (/^«secret \d+»$/.test(text)) return text;
    open(text, where);
    if (sensitivity === "secret") return learn(text, where, text.includes("\n") ? isKey(text) : isSearchable(text));
    for (const word of text.includes("\n") ? [] : [text, entryValue(text)])
      if (isCredible(word)) learn(word, where, true);
    return vault.placeholder(text, where);
  };
}

/** Most of what stands in a plan, told without a look into what was seen: short words, and digests. */
const isPlain = (text: string): boolean =>
  text.length < 13 ? !/[\s:=@$}\\]/.test(text) : DIGEST_LENGTHS.has(text.length) && DIGEST.test(text);
const DIGEST = /^(?:sha256:)?[0-9a-f]{64}$/;
const DIGEST_LENGTHS: ReadonlySet<number> = new Set([64, 71]);

const isKey = (text: string): boolean => FRAME.test(text.trim());
const entryValue = (entry: string): string => /^[A-Za-z_]\w*=(.*)$/.exec(entry)?.[1] ?? "";

/** A secret of several lines is indented and escaped in many ways: each of its lines is searched for itself. */
function partsOf(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n|\\n/).map((line) => line.trim());
  if (lines.length === 1) return [secret.trim()];
  return lines.filter((line) => line.length >= SHORTEST_LINE && !FRAME.test(line));
}

type Learn = (secret: string, where: string, searched: boolean) => string;

function learnIn(text: string, where: string, learn: Learn): void {
  for (const { value } of findingsIn(text)) learn(value, where, isSearchable(value));
}

/** A text in base64 is looked through as what it says. */
function learnEncoded(text: string, where: string, learn: Learn): void {
  for (const [token] of matchesIn(text, ENCODED)) {
    const plain = plainText(token);
    if (plain !== undefined) learnIn(plain, where, learn);
  }
}
