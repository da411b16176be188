import type { Finding } from "./finding.ts";
import { matchesIn } from "./matches.ts";
import { isReference, namesSecret } from "./names.ts";

/** `name: `, `"name": `, `name = `, `\"name\":` (JSON in JSON), `--name=`, `?name=`, `name => `. */
const ASSIGNED = /(?<![\w.])(\\*["'])?([A-Za-z_][\w.-]{1,80})\1?[ \t]*(?:=>|:=|=|:)[ \t]*/g;
const QUOTE = /\\*["'`]/y;
const LINE = /(?:(?!\\n)[^\r\n])*/y;
const WORD = /(?:\$\w*\{[^}\s]*\}|[^\s,;&}\])"'\\<>])+/y;
const BLOCK = /[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\n/y;

/** Values whose name says that they are secret, in YAML, JSON, TOML, INI, shell, URLs, headers and flags. */
export function assignmentsIn(text: string): readonly Finding[] {
  if (!text.includes("=") && !text.includes(":")) return [];
  return matchesIn(text, ASSIGNED).flatMap((match) => {
    const name = nameOf(match[2] ?? "", text[match.index - 1]);
    if (!namesSecret(name) || isMetric(text, match)) return [];
    const at = match.index + match[0].length;
    return valuesAt(text, at, match).filter(({ value }) => !isReference(value) && !isReference(value.trim()));
  });
}

/** `job:secret_reads:rate5m` and psql's `:'variable'`: a colon that YAML would not take for one, without quotes. */
function isMetric(text: string, match: RegExpMatchArray): boolean {
  const before = text[match.index === undefined ? 0 : match.index - 1] ?? "";
  if (match[1] !== undefined || /["'`]/.test(before)) return false;
  const next = text[(match.index ?? 0) + match[0].length] ?? "";
  return match[0].endsWith(":") && !/[\s"'\\]/.test(next) ? true : / :$/.test(match[0]);
}

/** In JSON in JSON a line break before a name is written `\n`, which would join it. */
const nameOf = (name: string, before: string | undefined): string =>
  before === "\\" && /^[nrt]/.test(name) ? name.slice(1) : name;

function valuesAt(text: string, at: number, match: RegExpMatchArray): readonly Finding[] {
  const quote = matchAt(QUOTE, text, at);
  if (quote !== "") return [quoted(text, at + quote.length, quote)];
  if (matchAt(BLOCK, text, at) !== "") return block(text, match.index ?? 0, at + matchAt(BLOCK, text, at).length);
  const word = span(at, matchAt(WORD, text, at), match[1] !== undefined);
  if (!startsLine(text, match.index ?? 0)) return [word];
  const line = matchAt(LINE, text, at)
    .replace(/\s+[#;].*$/, "")
    .trimEnd();
  // `PGPASSWORD=x psql` and `password = two words` cannot be told apart: both are taken.
  return match[1] === undefined && line.length > word.value.length ? [span(at, line, false), word] : [word];
}

const span = (start: number, value: string, bare: boolean): Finding => ({
  start,
  end: start + value.length,
  value,
  bare,
});

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function startsLine(text: string, at: number): boolean {
  let from = at - 1;
  while (from >= 0 && /[ \t-]/.test(text[from] ?? "")) from--;
  return from < 0 || text[from] === "\n" || text.startsWith("\\n", from) || text.slice(0, at).endsWith("export ");
}

function quoted(text: string, start: number, quote: string): Finding {
  let end = text.indexOf(quote, start);
  while (end > start && text[end - 1] === "\\") end = text.indexOf(quote, end + 1);
  const stop = end < 0 ? start + matchAt(LINE, text, start).length : end;
  const raw = text.slice(start, stop);
  return { start, end: stop, value: unescaped(raw) };
}

function unescaped(raw: string): string {
  if (!raw.includes("\\")) return raw;
  try {
    const value: unknown = JSON.parse(`"${raw}"`);
    return typeof value === "string" ? value : raw;
  } catch {
    // Not JSON's escapes: it stands as it is written.
    return raw;
  }
}

/** The lines of a YAML block scalar (`password: |`), from the first character to the last. */
function block(text: string, nameAt: number, from: number): readonly Finding[] {
  const lineStart = text.lastIndexOf("\n", nameAt) + 1;
  const depth = /^[ -]*/.exec(text.slice(lineStart, nameAt))?.[0].length ?? 0;
  const found: Finding[] = [];
  for (let at = from; at < text.length; ) {
    const line = text.slice(at, (text.indexOf("\n", at) + 1 || text.length + 1) - 1);
    const indent = line.length - line.trimStart().length;
    if (line.trim() !== "" && indent <= depth) break;
    if (line.trim() !== "") found.push(span(at + indent, line.trim(), false));
    at += line.length + 1;
  }
  return found;
}
