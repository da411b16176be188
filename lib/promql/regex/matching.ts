import type { Accepts, Pattern } from "./ast.ts";
import { PatternError } from "./ast.ts";
import { word } from "./classes.ts";
import { parsePattern } from "./parser.ts";

/** A step of the machine: what must hold to go on, and where to. */
type Step =
  | { readonly does: "one"; readonly accepts: Accepts; readonly next: number }
  | { readonly does: "assert"; readonly holds: (text: readonly number[], at: number) => boolean; readonly next: number }
  | { readonly does: "split"; readonly next: readonly number[] }
  | { readonly does: "accept" };

/** More steps than a pattern of a rule needs; a larger machine would take too long over many values. */
const LARGEST_MACHINE = 2000;

export type Matches = (value: string) => boolean;
export interface Compiled {
  /** Undefined when the pattern is too large to be judged. */
  readonly matches: Matches | undefined;
  /** Why RE2 refuses the pattern. */
  readonly mistake?: string;
}

const compiled = new Map<string, Compiled>();
const MOST_KEPT = 500;

/**
 * A matcher's pattern, anchored at both ends as Prometheus does. Runs all alternatives side by side (Thompson's
 * construction), so that no pattern takes exponential time as JavaScript's own would.
 */
export function compile(pattern: string): Compiled {
  const known = compiled.get(pattern);
  if (known) return known;
  if (compiled.size >= MOST_KEPT) compiled.clear();
  const made = make(pattern);
  compiled.set(pattern, made);
  return made;
}

function make(pattern: string): Compiled {
  try {
    const steps: Step[] = [{ does: "accept" }];
    const start = emit(parsePattern(pattern), 0, steps);
    return start === undefined ? { matches: undefined } : { matches: (value) => run(steps, start, value) };
  } catch (error) {
    if (error instanceof PatternError) return { matches: undefined, mistake: error.message };
    throw error;
  }
}

/** Adds the steps of a pattern that goes on at `next`; answers where it starts, undefined when there are too many. */
function emit(pattern: Pattern, next: number, steps: Step[]): number | undefined {
  if (steps.length > LARGEST_MACHINE) return undefined;
  const add = (step: Step): number => steps.push(step) - 1;
  switch (pattern.kind) {
    case "one":
      return add({ does: "one", accepts: pattern.accepts, next });
    case "start":
      return add({ does: "assert", holds: (_, at) => at === 0, next });
    case "end":
      return add({ does: "assert", holds: (text, at) => at === text.length, next });
    case "boundary":
      return add({ does: "assert", holds: (text, at) => isBoundary(text, at) !== pattern.inside, next });
    case "sequence":
      return pattern.parts.reduceRight<number | undefined>(
        (then, part) => (then === undefined ? then : emit(part, then, steps)),
        next,
      );
    case "choice":
      return split(
        pattern.parts.map((part) => emit(part, next, steps)),
        add,
      );
    case "repeat":
      return repeat(pattern, next, steps);
  }
}

function split(starts: readonly (number | undefined)[], add: (step: Step) => number): number | undefined {
  const known = starts.filter((start) => start !== undefined);
  return known.length === starts.length ? add({ does: "split", next: known }) : undefined;
}

function repeat({ of, least, most }: Pattern & { kind: "repeat" }, next: number, steps: Step[]): number | undefined {
  let start: number | undefined = next;
  if (most === Number.POSITIVE_INFINITY) start = loop(of, next, steps);
  else for (let i = least; i < most && start !== undefined; i++) start = optional(of, start, next, steps);
  for (let i = 0; i < least && start !== undefined; i++) start = emit(of, start, steps);
  return start;
}

function loop(of: Pattern, next: number, steps: Step[]): number | undefined {
  const at = steps.push({ does: "split", next: [] }) - 1;
  const again = emit(of, at, steps);
  if (again !== undefined) steps[at] = { does: "split", next: [again, next] };
  return again === undefined ? undefined : at;
}

function optional(of: Pattern, then: number, next: number, steps: Step[]): number | undefined {
  const taken = emit(of, then, steps);
  return taken === undefined ? undefined : steps.push({ does: "split", next: [taken, next] }) - 1;
}

const isWord = (code: number | undefined): boolean => code !== undefined && word(code);
const isBoundary = (text: readonly number[], at: number): boolean => isWord(text[at - 1]) !== isWord(text[at]);

function run(steps: readonly Step[], start: number, value: string): boolean {
  const text = [...value].map((character) => character.codePointAt(0) ?? 0);
  let current = closure(steps, [start], text, 0);
  for (let at = 0; at < text.length && current.size > 0; at++) {
    const reached: number[] = [];
    for (const index of current) {
      const step = steps[index];
      if (step?.does === "one" && step.accepts(text[at] as number)) reached.push(step.next);
    }
    current = closure(steps, reached, text, at + 1);
  }
  return current.has(0);
}

/** Everything that can be reached without a further character. */
function closure(steps: readonly Step[], from: readonly number[], text: readonly number[], at: number): Set<number> {
  const reached = new Set<number>();
  const open = [...from];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    const step = steps[index];
    if (step?.does === "split") open.push(...step.next);
    if (step?.does === "assert" && step.holds(text, at)) open.push(step.next);
  }
  return reached;
}
