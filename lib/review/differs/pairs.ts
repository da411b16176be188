import { identityOf } from "./identity.ts";
import { canonical, field, isFields, isList, isScalar, type Node } from "./node.ts";

/** The elements of two lists that are each other's, by their places; a place without a partner is gone or new. */
export interface Pairs {
  readonly pairs: readonly (readonly [before: number, after: number])[];
  readonly gone: readonly number[];
  readonly added: readonly number[];
}

/** Equal ones first, then those known by the same name, then what is left where it is alike: near linear in both. */
export function pairsOf(before: readonly Node[], after: readonly Node[]): Pairs {
  const left = before.map(canonical);
  const right = after.map(canonical);
  const ends = sameEnds(left, right);
  const equal = matched(
    ends,
    (index) => left[index],
    (index) => right[index],
    true,
  );
  const named = matched(
    equal,
    (index) => identityAt(before, index),
    (index) => identityAt(after, index),
    false,
  );
  return alike(named, before, after);
}

const identityAt = (nodes: readonly Node[], index: number): string | undefined => identityOf(nodes[index] ?? null);

/** A changed element in the middle stays in its place when what stands around it is equal. */
function sameEnds(left: readonly string[], right: readonly string[]): Pairs {
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail += 1;
  const places = Array.from({ length: head }, (_, index) => [index, index] as const);
  const ends = Array.from(
    { length: tail },
    (_, index) => [left.length - tail + index, right.length - tail + index] as const,
  );
  return {
    pairs: [...places, ...ends],
    gone: between(head, left.length - tail),
    added: between(head, right.length - tail),
  };
}

const between = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

type KeyAt = (index: number) => string | undefined;

/** Pairs what has the same key; where a key must be one of a kind, those that share it are left. */
function matched(so: Pairs, left: KeyAt, right: KeyAt, repeated: boolean): Pairs {
  const [here, there] = [placesBy(so.gone, left), placesBy(so.added, right)];
  const pairs = [...here].flatMap(([key, from]) => {
    const to = there.get(key) ?? [];
    if (!repeated && (from.length > 1 || to.length > 1)) return [];
    return from.slice(0, to.length).map((index, at) => [index, to[at] as number] as const);
  });
  return without(so, pairs);
}

function placesBy(places: readonly number[], keyAt: KeyAt): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const place of places) {
    const key = keyAt(place);
    if (key === undefined) continue;
    const same = found.get(key);
    if (same) same.push(place);
    else found.set(key, [place]);
  }
  return found;
}

function without(so: Pairs, pairs: Pairs["pairs"]): Pairs {
  const [left, right] = [new Set(pairs.map(([index]) => index)), new Set(pairs.map(([, index]) => index))];
  return {
    pairs: [...so.pairs, ...pairs],
    gone: so.gone.filter((index) => !left.has(index)),
    added: so.added.filter((index) => !right.has(index)),
  };
}

/** As many gone as are new: each is the other changed, where most of it stayed. */
function alike(so: Pairs, before: readonly Node[], after: readonly Node[]): Pairs {
  if (so.gone.length !== so.added.length) return so;
  const places = so.gone.map((index, at) => [index, so.added[at] as number] as const);
  return without(
    so,
    places.filter(([from, to]) => isAlike(before[from] ?? null, after[to] ?? null)),
  );
}

function isAlike(before: Node, after: Node): boolean {
  if (!isFields(before) || !isFields(after))
    return isScalar(before) === isScalar(after) && isList(before) === isList(after);
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter((key) => !isSame(field(before, key), field(after, key)));
  return changed.length <= Math.max(1, keys.length / 2);
}

const isSame = (before: Node | undefined, after: Node | undefined): boolean =>
  before !== undefined && after !== undefined && canonical(before) === canonical(after);
