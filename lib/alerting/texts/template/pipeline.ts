import { nearest } from "../../../promql/parse/nearest.ts";
import { FUNCTIONS, GIVEN } from "./functions.ts";
import { type Action, TemplateError, type Token, type TokenKind } from "./tokens.ts";

const DEEPEST = 100;
const LITERALS: ReadonlySet<TokenKind> = new Set(["string", "character", "number", "dot"]);
const CONSTANTS: ReadonlySet<string> = new Set(["true", "false", "nil"]);
const NUMBER =
  /^[-+]?(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?)i?$/;

/**
 * The pipeline of an action: declarations, then commands with a pipe between them. Fails where Go would. Source: Go's
 * text/template/parse/parse.go.
 */
export class Pipeline {
  readonly #action: Action;
  readonly #tokens: readonly Token[];
  readonly #variables: string[];
  #at = 0;
  #depth = 0;

  /** Declares into `variables`, which holds those that are known already. */
  constructor(action: Action, tokens: readonly Token[], variables: string[]) {
    this.#action = action;
    this.#tokens = tokens;
    this.#variables = variables;
  }

  /** Reads to the end of the action; of `range` a pair of variables may be declared. */
  read(keyword: string): void {
    this.#pipeline(keyword);
    const rest = this.#next();
    if (rest) throw this.#unexpected(rest);
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }
  /** The next token that is no space. */
  #next(): Token | undefined {
    while (this.#peek()?.kind === "space") this.#at++;
    return this.#peek();
  }
  #take(kind: TokenKind): Token | undefined {
    const token = this.#next();
    if (token?.kind !== kind) return undefined;
    this.#at++;
    return token;
  }

  #pipeline(keyword: string): void {
    if (++this.#depth > DEEPEST) throw this.#error(`more than ${DEEPEST} parentheses stand inside each other`);
    this.#declarations(keyword);
    let stages = 0;
    do this.#command(++stages);
    while (
      // Go takes a pipe with nothing behind it.
      this.#take("pipe") &&
      !["close", undefined].includes(this.#next()?.kind)
    );
    this.#depth--;
  }

  #declarations(keyword: string): void {
    const start = this.#at;
    const names: string[] = [];
    for (let token = this.#take("variable"); token; token = this.#take("variable")) {
      names.push(token.text);
      if (this.#take("declare") ?? this.#take("assign")) {
        this.#variables.push(...names);
        return;
      }
      if (keyword !== "range" || names.length > 1 || !this.#take("comma")) break;
    }
    this.#at = start;
  }

  #command(stage: number): void {
    const first = this.#next();
    if (!first || !this.#operand()) throw first ? this.#unexpected(first) : this.#error("a value is missing here");
    const isLiteral = LITERALS.has(first.kind) || (first.kind === "word" && CONSTANTS.has(first.text));
    if (stage > 1 && isLiteral)
      throw new TemplateError(`${first.text} cannot stand behind a |, for it is no function`, first);
    // Operands are told apart by spaces.
    while (this.#peek()?.kind === "space" && this.#operand());
  }

  /** One value with its fields; false when no value stands here. */
  #operand(): boolean {
    const token = this.#next();
    if (!token || !this.#term(token)) return false;
    const fields = this.#at;
    while (this.#peek()?.kind === "field") this.#at++;
    const isLiteral = LITERALS.has(token.kind) || CONSTANTS.has(token.text);
    if (this.#at > fields && isLiteral) throw this.#unexpected(this.#tokens[fields] ?? token);
    return true;
  }

  #term(token: Token): boolean {
    if (token.kind === "open") return this.#parentheses(token);
    if (token.kind === "word") checkFunction(token);
    else if (token.kind === "variable") this.#checkVariable(token);
    else if (token.kind === "number" && !NUMBER.test(token.text))
      throw new TemplateError(`${token.text} is no number`, token);
    else if (!LITERALS.has(token.kind) && token.kind !== "field") return false;
    this.#at++;
    return true;
  }

  #parentheses(open: Token): boolean {
    this.#at++;
    this.#pipeline("parentheses");
    if (this.#take("close")) return true;
    throw new TemplateError("this parenthesis is never closed", open);
  }

  #checkVariable(token: Token): void {
    if (token.text === "$" || this.#variables.includes(token.text)) return;
    const near = nearest(token.text, this.#variables);
    throw new TemplateError(`there is no variable ${token.text}${near ? `; ${near} is near` : ""}`, token);
  }

  #error = (message: string): TemplateError => new TemplateError(message, this.#action);
  #unexpected = (token: Token): TemplateError =>
    new TemplateError(`${JSON.stringify(token.text)} is not expected here`, token);
}

function checkFunction({ text, ...span }: Token): void {
  if (FUNCTIONS.has(text) || CONSTANTS.has(text)) return;
  const near = GIVEN.find((variable) => variable === `$${text}`) ?? nearest(text, [...FUNCTIONS]);
  throw new TemplateError(`templates have no function ${text}${near ? `; ${near} is near` : ""}`, span);
}
