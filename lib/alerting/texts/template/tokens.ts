import type { Span } from "../../../promql/parse/ast.ts";

/** What is wrong with a template, and where in its text. */
export class TemplateError extends Error {
  readonly span: Span;

  constructor(message: string, { from, to }: Span) {
    super(message);
    this.span = { from, to };
  }
}

export type TokenKind =
  | ("space" | "string" | "character" | "number" | "variable" | "field" | "dot" | "word")
  | ("declare" | "assign" | "pipe" | "comma" | "open" | "close");
export interface Token extends Span {
  readonly kind: TokenKind;
  readonly text: string;
}

/** What stands between two braces and two braces, both included in the span. */
export interface Action extends Span {
  readonly tokens: readonly Token[];
}

// Source: Go's text/template/parse/lex.go.
const TOKENS: readonly (readonly [TokenKind, RegExp])[] = [
  ["space", /[ \t\r\n]+/y],
  ["string", /"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`/y],
  ["character", /'(?:[^'\\\n]|\\(?:[abfnrtv\\']|[0-7]{3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}))'/uy],
  ["variable", /\$[\p{L}\p{Nd}_]*/uy],
  ["number", /[-+]\.?\d[\w.]*(?:(?<=[eEpP])[-+]\w+)?|\.?\d[\w.]*(?:(?<=[eEpP])[-+]\w+)?/y],
  ["field", /\.[\p{L}\p{Nd}_]+/uy],
  ["dot", /\./y],
  ["word", /[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ["declare", /:=/y],
  ["assign", /=/y],
  ["pipe", /\|/y],
  ["comma", /,/y],
  ["open", /\(/y],
  ["close", /\)/y],
];
const NAMES: ReadonlySet<TokenKind> = new Set(["variable", "field", "word"]);
const AFTER_NAME = /[\s.,|:)(]|\}\}|$/y;
const COMMENT = /\{\{(?:-\s)?\/\*(?:(?!\*\/)[\s\S])*\*\/(?:\s-)?\}\}/y;
const CLOSING = /(?:[ \t\r\n]-)?\}\}/y;

/** The actions of a Go template, in order; comments are left out. Fails with a TemplateError. */
export function actionsOf(text: string): readonly Action[] {
  const actions: Action[] = [];
  let at = text.indexOf("{{");
  while (at >= 0) {
    const comment = match(COMMENT, text, at);
    const action = comment === undefined ? actionAt(text, at) : undefined;
    if (action) actions.push(action);
    at = text.indexOf("{{", action?.to ?? at + (comment?.length ?? 0));
  }
  return actions;
}

function actionAt(text: string, from: number): Action {
  const tokens: Token[] = [];
  let at = from + (/^\{\{-\s/.test(text.slice(from, from + 4)) ? 3 : 2);
  if (text.startsWith("/*", at)) throw new TemplateError("this comment is never closed", { from, to: at + 2 });
  for (;;) {
    const closing = match(CLOSING, text, at);
    if (closing !== undefined) return { from, to: at + closing.length, tokens };
    if (at >= text.length) throw new TemplateError("this {{ is never closed with }}", { from, to: from + 2 });
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.to;
  }
}

function tokenAt(text: string, from: number): Token {
  for (const [kind, pattern] of TOKENS) {
    const found = match(pattern, text, from);
    if (found === undefined) continue;
    // A marker that trims belongs to the closing braces.
    const length = kind === "space" && /^-\}\}/.test(text.slice(from + found.length)) ? found.length - 1 : found.length;
    if (length === 0) break;
    const token = { kind, text: found.slice(0, length), from, to: from + length };
    if (NAMES.has(kind) && match(AFTER_NAME, text, token.to) === undefined) throw unexpected(text, token.to);
    return token;
  }
  throw unexpected(text, from);
}

function unexpected(text: string, from: number): TemplateError {
  const character = String.fromCodePoint(text.codePointAt(from) ?? 0);
  const message = /["'`]/.test(character)
    ? `this ${character} has no end`
    : `${JSON.stringify(character)} cannot stand in a template's braces`;
  return new TemplateError(message, { from, to: from + character.length });
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
