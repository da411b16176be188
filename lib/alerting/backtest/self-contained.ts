import { type Expression, nodes } from "../../promql/parse/ast.ts";
import { parse } from "../../promql/parse/parse.ts";
import { NotTold } from "./identity.ts";
import type { Labels } from "./series.ts";

/** What a recording rule records. */
export interface Recorded {
  readonly expr: string;
  readonly labels: Labels;
  /** Between its samples, as PromQL writes it: `15s`. */
  readonly interval: string;
}

/** By name; several rules may record one. */
export type Recordings = ReadonlyMap<string, readonly Recorded[]>;
type Selector = Extract<Expression, { kind: "selector" }>;

/**
 * An expression that does not read these recordings, which nobody has recorded yet: each is calculated where it was
 * read. Fails where PromQL cannot say that: a part of a recording chosen by its labels, or its value at another time.
 */
export function selfContained(promql: string, recordings: Recordings): string {
  if (recordings.size === 0) return promql;
  const all = nodes(parse(promql).expression);
  const ranges = new Map(all.flatMap((node) => (node.kind === "range" ? [[node.of, node] as const] : [])));
  const moved = new Set(all.flatMap((node) => (node.kind === "modified" ? [node.of] : [])));
  const splices = all.flatMap((node): readonly Splice[] => {
    const [recorded, ...others] = (node.kind === "selector" && recordings.get(node.name ?? "")) || [];
    if (node.kind !== "selector" || recorded === undefined) return [];
    requireWhole(node, moved);
    const text = calculation(node.name ?? "", [recorded, ...others], recordings);
    const range = ranges.get(node)?.range;
    const steps = range ? [{ from: range.to, to: range.to, text: `:${recorded.interval}` }] : [];
    return [{ from: node.from, to: node.to, text }, ...steps];
  });
  return spliced(promql, splices);
}

function requireWhole({ name, matchers, ...node }: Selector, moved: ReadonlySet<Expression>): void {
  if (matchers.length > 0) throw new NotTold(`${name} is new, and a part of it is read`);
  if ([...moved].some(({ from, to, kind }) => kind === "selector" && from === node.from && to === node.to))
    throw new NotTold(`${name} is new, and read at another time`);
}

function calculation(name: string, recorded: readonly Recorded[], recordings: Recordings): string {
  const others = new Map([...recordings].filter(([other]) => other !== name));
  const each = recorded.map(({ expr, labels }) => labelled(`(${selfContained(expr, others)})`, labels));
  return each.length === 1 ? each.join() : `(${each.join(" or ")})`;
}

const labelled = (promql: string, labels: Labels): string =>
  Object.entries(labels).reduce(
    (inner, [label, value]) => `label_replace(${inner}, ${JSON.stringify(label)}, ${replacement(value)}, "", "")`,
    promql,
  );

/** A dollar refers to what an expression matched; two are one. */
const replacement = (value: string): string => JSON.stringify(value.replaceAll("$", "$$$$"));

interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const spliced = (text: string, splices: readonly Splice[]): string =>
  [...splices]
    .sort((left, right) => right.from - left.from)
    .reduce((done, { from, to, text: put }) => done.slice(0, from) + put + done.slice(to), text);
