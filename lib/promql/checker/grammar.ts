import { type Parsed, parse } from "../parse/parse.ts";
import type { Problem } from "../parse/problem.ts";
import type { Feature, ValueType } from "../parse/types.ts";
import { typed } from "./type.ts";

export interface Grammatical {
  readonly parsed: Parsed;
  readonly type: ValueType | undefined;
  readonly problems: readonly Problem[];
}

/** Syntax and types only: what Prometheus itself would refuse, whatever the metrics are. */
export function grammar(text: string, features: ReadonlySet<Feature> = new Set()): Grammatical {
  const parsed = parse(text);
  const { type, problems } = typed(parsed.expression, text, features);
  return { parsed, type, problems: [...parsed.problems, ...problems] };
}
