import { type Parsed, parse } from "../parse/parse.ts";
import type { Feature } from "../parse/types.ts";
import { type Typed, typed } from "./types/typed.ts";

export interface Grammatical extends Typed {
  readonly parsed: Parsed;
}

/** Syntax and types only: what Prometheus itself would refuse, whatever the metrics are. */
export function grammar(text: string, features: ReadonlySet<Feature> = new Set()): Grammatical {
  const parsed = parse(text);
  const { problems, ...types } = typed(parsed.expression, text, features);
  return { ...types, parsed, problems: [...parsed.problems, ...problems] };
}
