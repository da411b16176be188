import type { LabelDomain, LabelDomains, Labels } from "./definitions.ts";
import type { LabelPairs } from "./series.ts";

/** The label value that stands for every value beyond a label's list or cap. */
export const OVERFLOW = "other";

interface Axis {
  readonly name: string;
  readonly domain: LabelDomain;
  readonly open: boolean;
  readonly values: Set<string>;
}

const axis = (name: string, domain: LabelDomain): Axis => {
  const open = "upTo" in domain;
  return { name, domain, open, values: new Set(open ? [] : domain) };
};

/** Half a character: UTF-8 writes all of them alike, and two label sets would become one. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** A value as the axis admits it; an open axis takes new values up to its cap. */
function admit({ open, domain, values }: Axis, value: string | undefined): string {
  if (typeof value !== "string" || LONE_SURROGATE.test(value)) return OVERFLOW;
  if (values.has(value)) return value;
  if (!open || !("upTo" in domain) || values.size >= domain.upTo) return OVERFLOW;
  values.add(value);
  return value;
}

/** Comparing a value with so few is faster than looking it up, and most labels have no more. */
const NEAR = 4;

/** A label's value on the way to a series; the first values below it stand in a chain, the others in a map. */
class Node<S> {
  series: S | undefined;
  readonly #value: string | undefined;
  #next: Node<S> | undefined;
  #first: Node<S> | undefined;
  #near = 0;
  #further: Map<string | undefined, Node<S>> | undefined;

  constructor(value?: string) {
    this.#value = value;
  }

  child(value: string | undefined): Node<S> | undefined {
    let node = this.#first;
    while (node !== undefined && node.#value !== value) node = node.#next;
    return node ?? this.#further?.get(value);
  }

  add(value: string): Node<S> {
    const node = new Node<S>(value);
    if (this.#near < NEAR) this.#insert(node);
    else this.#further = (this.#further ?? new Map()).set(value, node);
    return node;
  }

  #insert(node: Node<S>): void {
    node.#next = this.#first;
    this.#first = node;
    this.#near += 1;
  }
}

/**
 * The series of one metric by label set, in a tree of one level a label: no joined key, so no two sets can collide.
 * Sets over bounded lists exist from the start; an open label (`upTo`) brings its sets when a value first appears.
 */
export class LabelSets<S> {
  readonly #axes: readonly Axis[];
  readonly #names: readonly string[];
  readonly #root = new Node<S>();
  readonly #all: S[] = [];
  readonly #create: (labels: LabelPairs) => S;
  readonly #overflowed: () => void;

  constructor(domains: LabelDomains, create: (labels: LabelPairs) => S, overflowed: () => void) {
    this.#axes = Object.entries(domains).map(([name, domain]) => axis(name, domain));
    this.#names = this.#axes.map(({ name }) => name);
    this.#create = create;
    this.#overflowed = overflowed;
    if (this.#axes.every(({ open }) => !open)) this.#fill([]);
  }

  /**
   * The series of a label set. Values beyond a list or cap are kept under `other`, and counted. Labels written in the
   * order of the definition are found fastest: walking over an object's own fields needs no look-up of their names.
   */
  at(labels: Labels): S {
    let node: Node<S> | undefined = this.#root;
    let level = 0;
    for (const name in labels) {
      if (name !== this.#names[level]) return this.#inAnyOrder(labels);
      node = node.child(labels[name]);
      if (node === undefined) return this.#admit(labels);
      level += 1;
    }
    return node.series ?? this.#inAnyOrder(labels);
  }

  /** Creates the sets of a value of `domain` that is known in advance, so that they are exposed at 0. */
  declare(domain: LabelDomain, value: string): void {
    const open = this.#axes.filter((candidate) => candidate.open);
    if (open.length === 1 && open[0]?.domain === domain) this.#fillAround(admit(open[0], value));
  }

  all(): readonly S[] {
    return this.#all;
  }

  #inAnyOrder(labels: Labels): S {
    let node: Node<S> | undefined = this.#root;
    for (const name of this.#names) {
      node = node.child(labels?.[name]);
      if (node === undefined) return this.#admit(labels);
    }
    return node.series ?? this.#admit(labels);
  }

  #admit(labels: Labels): S {
    const values = this.#axes.map((one) => admit(one, labels?.[one.name]));
    if (this.#names.some((name, index) => labels?.[name] !== values[index])) this.#overflowed();
    const open = this.#axes.findIndex((one) => one.open);
    if (this.#axes.filter((one) => one.open).length === 1) this.#fillAround(values[open] as string);
    return this.#leaf(values);
  }

  #fillAround(openValue: string): void {
    this.#fill([], openValue);
  }

  #fill(prefix: readonly string[], openValue = OVERFLOW): void {
    const next = this.#axes[prefix.length];
    if (next === undefined) this.#leaf(prefix);
    else for (const value of next.open ? [openValue] : next.values) this.#fill([...prefix, value], openValue);
  }

  #leaf(values: readonly string[]): S {
    let node = this.#root;
    for (const value of values) node = node.child(value) ?? node.add(value);
    if (node.series === undefined) {
      node.series = this.#create(this.#names.map((name, index) => [name, values[index] as string] as const));
      this.#all.push(node.series);
    }
    return node.series;
  }
}
