import type { Rule } from "./read.ts";

/** One rule before and after; one side is missing of what is new or removed. */
export interface Pair {
  readonly before?: Rule;
  readonly after?: Rule;
  /** With the labels that tell it from others of its name: `TargetDown{job="redis"}`. */
  readonly name: string;
}

/** Pairs rules by name; several of one name by what they have in common, wherever they stand. */
export function paired(before: readonly Rule[], after: readonly Rule[]): readonly Pair[] {
  const [was, is] = [byName(before), byName(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => namesakes(was.get(key) ?? [], is.get(key) ?? []));
}

function byName(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const found = new Map<string, Rule[]>();
  for (const rule of rules) {
    const key = `${rule.kind} ${rule.name}`;
    found.set(key, [...(found.get(key) ?? []), rule]);
  }
  return found;
}

/** From the closest likeness to the loosest; a round takes the first partner that is left. */
const LIKENESS: readonly ((rule: Rule) => string)[] = [
  (rule) => JSON.stringify([sorted(rule.labels), rule.expr]),
  (rule) => JSON.stringify(sorted(rule.labels)),
  ({ labels: { severity: _, ...labels } }) => JSON.stringify(sorted(labels)),
  (rule) => rule.expr,
  () => "",
];

function namesakes(before: readonly Rule[], after: readonly Rule[]): readonly Pair[] {
  const telling = tellingLabels(before, after);
  const left = new Set(before);
  const partners = new Map<Rule, Rule>();
  for (const like of LIKENESS) match(left, after, partners, like);
  return [
    ...after.map((rule) => pairOf(partners.get(rule), rule, telling)),
    ...[...left].map((rule) => pairOf(rule, undefined, telling)),
  ];
}

function match(left: Set<Rule>, after: readonly Rule[], partners: Map<Rule, Rule>, like: (rule: Rule) => string): void {
  const open = new Map<string, Rule[]>();
  for (const rule of left) open.set(like(rule), [...(open.get(like(rule)) ?? []), rule]);
  for (const rule of after) {
    const partner = partners.has(rule) ? undefined : open.get(like(rule))?.shift();
    if (partner === undefined) continue;
    partners.set(rule, partner);
    left.delete(partner);
  }
}

const pairOf = (before: Rule | undefined, after: Rule | undefined, telling: readonly string[]): Pair => ({
  ...(before && { before }),
  ...(after && { after }),
  name: named((after ?? before) as Rule, telling),
});

function named({ name, labels }: Rule, telling: readonly string[]): string {
  const said = telling.filter((label) => label in labels).map((label) => `${label}="${labels[label]}"`);
  return said.length === 0 ? name : `${name}{${said.join(", ")}}`;
}

/** Labels in which rules of one name differ from each other on one side. */
function tellingLabels(before: readonly Rule[], after: readonly Rule[]): readonly string[] {
  const differ = (rules: readonly Rule[]) => (label: string) =>
    new Set(rules.map(({ labels }) => labels[label])).size > 1;
  const known = new Set([...before, ...after].flatMap(({ labels }) => Object.keys(labels)));
  return [...known].filter((label) => differ(before)(label) || differ(after)(label)).sort();
}

const sorted = (labels: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1));
