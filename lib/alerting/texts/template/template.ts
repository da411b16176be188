import type { Span } from "../../../promql/parse/ast.ts";
import { GIVEN } from "./functions.ts";
import { Pipeline } from "./pipeline.ts";
import { type Action, actionsOf, TemplateError, type Token } from "./tokens.ts";

export interface Template {
  readonly actions: readonly Action[];
  /** The first thing that Prometheus would refuse; actions are empty then. */
  readonly mistake?: Span & { readonly message: string };
}

const OPENING: ReadonlySet<string> = new Set(["if", "with", "range", "define", "block"]);

interface Block {
  readonly keyword: string;
  readonly action: Action;
  /** Those that are known again once it is closed. */
  readonly variables: readonly string[];
  /** A last `else` was met. */
  closing: boolean;
}

/** Reads a text with Go's templates as Prometheus does for labels and annotations. Never throws. */
export function template(text: string): Template {
  try {
    const actions = actionsOf(text);
    new Blocks().read(actions);
    return { actions };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { actions: [], mistake: { ...error.span, message: error.message } };
  }
}

class Blocks {
  readonly #open: Block[] = [];
  #variables: string[] = [...GIVEN];

  read(actions: readonly Action[]): void {
    for (const action of actions) this.#action(action);
    const unclosed = this.#open.at(-1);
    if (unclosed) throw new TemplateError(`this {{ ${unclosed.keyword} }} has no {{ end }}`, unclosed.action);
  }

  #action(action: Action): void {
    const [word, rest] = headOf(action.tokens);
    const keyword = word?.kind === "word" ? word.text : "";
    if (keyword === "end") this.#end(action, rest);
    else if (keyword === "else") this.#else(action, rest);
    else if (keyword === "break" || keyword === "continue") this.#leave(action, keyword, rest);
    else if (keyword === "template") this.#named(action, rest, keyword);
    else if (OPENING.has(keyword)) this.#begin(action, keyword, rest);
    else this.#pipeline(action, action.tokens, "command");
  }

  #pipeline(action: Action, tokens: readonly Token[], keyword: string): void {
    new Pipeline(action, tokens, this.#variables).read(keyword);
  }

  #begin(action: Action, keyword: string, rest: readonly Token[]): void {
    if (keyword === "define" && this.#open.length > 0)
      throw new TemplateError("a template is defined outside of everything else", action);
    this.#open.push({ keyword, action, variables: [...this.#variables], closing: false });
    if (keyword === "define" || keyword === "block") {
      this.#named(action, rest, keyword);
      this.#variables = [];
    } else this.#pipeline(action, rest, keyword);
  }

  /** `template "name" pipeline`, where a definition has no pipeline and a block must have one. */
  #named(action: Action, tokens: readonly Token[], keyword: string): void {
    const [name, rest] = headOf(tokens);
    if (name?.kind !== "string") throw new TemplateError(`${keyword} needs a name in quotes`, name ?? action);
    const hasPipeline = headOf(rest)[0] !== undefined;
    if (keyword === "define") nothing(rest);
    else if (hasPipeline || keyword === "block") this.#pipeline(action, rest, keyword);
  }

  #else(action: Action, tokens: readonly Token[]): void {
    const block = this.#open.at(-1);
    if (!block || block.closing || !["if", "with", "range"].includes(block.keyword))
      throw new TemplateError("this {{ else }} belongs to no if, with or range", action);
    const [word, rest] = headOf(tokens);
    const goesOn = word?.text === block.keyword && block.keyword !== "range";
    if (goesOn) this.#pipeline(action, rest, block.keyword);
    else nothing(tokens);
    block.closing = !goesOn;
  }

  #end(action: Action, tokens: readonly Token[]): void {
    const block = this.#open.pop();
    if (!block) throw new TemplateError("this {{ end }} closes nothing", action);
    nothing(tokens);
    this.#variables = [...block.variables];
  }

  #leave(action: Action, keyword: string, tokens: readonly Token[]): void {
    nothing(tokens);
    if (!this.#open.some((block) => block.keyword === "range" && !block.closing))
      throw new TemplateError(`${keyword} stands outside of a range`, action);
  }
}

/** The first token that is no space, and those behind it. */
function headOf(tokens: readonly Token[]): readonly [Token | undefined, readonly Token[]] {
  const at = tokens.findIndex(({ kind }) => kind !== "space");
  return at < 0 ? [undefined, []] : [tokens[at], tokens.slice(at + 1)];
}

function nothing(tokens: readonly Token[]): void {
  const [token] = headOf(tokens);
  if (token) throw new TemplateError(`${JSON.stringify(token.text)} is not expected here`, token);
}
