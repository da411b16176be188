import { bare, children, type Expression } from "../../promql/parse/ast.ts";
import { parse } from "../../promql/parse/parse.ts";
import type { Reason } from "./reason.ts";
import { whyNoSeries } from "./series.ts";

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The samples of an instant query, always at the same time. */
export type Ask = (promql: string) => Promise<readonly Sample[]>;

/**
 * Why an expression, with its variables already in place, has no number to draw; undefined when it has one. Asks for
 * parts of the expression until it is at the innermost one that has nothing though everything in it has.
 */
export async function whyEmpty(promql: string, ask: Ask): Promise<Reason | undefined> {
  const { expression } = parse(promql);
  if (expression.kind === "unreadable") return { kind: "unreadable" };
  const state = stateOf(await ask(promql));
  return state === "numbers" ? undefined : explained({ ask, text: promql }, expression, state);
}

interface Question {
  readonly ask: Ask;
  readonly text: string;
}

type State = "empty" | "only NaN" | "numbers";

const stateOf = (samples: readonly Sample[]): State =>
  samples.length === 0 ? "empty" : samples.every(({ value }) => Number.isNaN(value)) ? "only NaN" : "numbers";

async function explained(question: Question, node: Expression, state: State): Promise<Reason> {
  for (const part of operands(node)) {
    const found = stateOf(await question.ask(asVector(question.text, part)));
    if (found === state) return explained(question, part, state);
  }
  const inside = bare(node);
  if (inside.kind === "selector" && state === "empty") return whyNoSeries(question, inside);
  return reasonOf(textOf(question.text, inside), inside, state);
}

/** What can leave an expression without a result. */
function operands(node: Expression): readonly Expression[] {
  // What `unless` takes away may well be empty.
  const parts = node.kind === "binary" && node.operator === "unless" ? [node.left] : children(node);
  return parts.filter(({ kind }) => kind !== "number" && kind !== "string");
}

function reasonOf(text: string, node: Expression, state: State): Reason {
  if (state === "only NaN") return { kind: "no-traffic", text };
  if (node.kind === "call" && node.arguments.some(isRange)) return { kind: "samples", text };
  if (node.kind !== "binary") return { kind: "operation", text };
  if (COMPARISONS.has(node.operator) && !node.bool) return { kind: "filtered", text };
  return { kind: "unmatched", text };
}

const COMPARISONS = new Set(["==", "!=", "<", "<=", ">", ">="]);

/** A range cannot be asked for; its newest sample can. */
const asVector = (text: string, node: Expression): string =>
  isRange(node) ? `last_over_time(${textOf(text, node)})` : textOf(text, node);

function isRange(node: Expression): boolean {
  const inside = bare(node);
  return inside.kind === "range" || inside.kind === "subquery" || (inside.kind === "modified" && isRange(inside.of));
}

const textOf = (text: string, { from, to }: { readonly from: number; readonly to: number }): string =>
  text.slice(from, to);
