import { escapeUnseen } from "./escape-unseen.ts";
import { assignment, identityOf } from "./identity.ts";
import { canonical, type Fields, field, isEmpty, isFields, isList, isSecret, type Node, Secret } from "./node.ts";
import { pairsOf } from "./pairs.ts";
import { change, shown } from "./shown.ts";
import { textDifferences } from "./text.ts";

export interface TreeOptions {
  /** In a document an empty value is not a missing one and the order of a list counts; in an attribute neither does. */
  readonly strict: boolean;
  /** Null and its type's zero (`0`, `false`) are one. */
  readonly zeroIsUnset?: boolean;
}

/** A line for each part that differs: `listeners.web.port: 9090 -> 9091`. Absent is `undefined`. */
export function treeDifferences(
  path: string,
  before: Node | undefined,
  after: Node | undefined,
  options: TreeOptions,
): readonly string[] {
  const [none, nothing] = [isNothing(before, options), isNothing(after, options)];
  if (none && nothing && !isOwnKey(before, after)) return [];
  if (options.zeroIsUnset && isUnset(before, after)) return [];
  if (after !== undefined && (before === undefined || (none && !nothing && !options.strict)))
    return [`${path}: ${gained(after)}`];
  if (before !== undefined && (after === undefined || (nothing && !options.strict)))
    return [`${path}: ${lost(before)}`];
  if (before === undefined || after === undefined) return [];
  if (isFields(before) && isFields(after)) return fieldDifferences(path, before, after, options);
  if (isList(before) && isList(after)) return listDifferences(path, before, after, options);
  return leafDifferences(path, before, after);
}

const isNothing = (node: Node | undefined, { strict }: TreeOptions): boolean =>
  node === undefined || (!strict && isEmpty(node));

/** A schema's attribute always stands in a plan, null where it is not set; a key that comes or goes is its author's own. */
const isOwnKey = (before: Node | undefined, after: Node | undefined): boolean =>
  (before === undefined && after === "") || (before === "" && after === undefined);

const isUnset = (before: Node | undefined, after: Node | undefined): boolean =>
  (before === null && isZero(after)) || (isZero(before) && after === null);

const isZero = (node: Node | undefined): boolean => node === 0 || node === false;

const gained = (node: Node): string => (isSecret(node) ? "secret added" : `added ${shown(node)}`);
const lost = (node: Node): string => (isSecret(node) ? "secret removed" : `removed ${shown(node)}`);

function leafDifferences(path: string, before: Node, after: Node): readonly string[] {
  if (canonical(before) !== canonical(after)) {
    const isText = typeof before === "string" && typeof after === "string" && `${before}${after}`.includes("\n");
    return isText
      ? textDifferences(before, after).map((line) => `${path}: ${line}`)
      : [`${path}: ${change(before, after)}`];
  }
  const [was, is] = [before instanceof Secret, after instanceof Secret];
  if (was === is) return [];
  return [`${path}: ${is ? "now marked as sensitive" : "no longer marked as sensitive"}`];
}

/** Field by field, also where one side has none. */
export function fieldDifferences(path: string, before: Fields, after: Fields, options: TreeOptions): readonly string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => treeDifferences(below(path, key), field(before, key), field(after, key), options));
}

const below = (path: string, key: string): string => {
  if (path === "") return escapeUnseen(key);
  return /^[\w$/-]+$/.test(key) ? `${path}.${key}` : `${path}[${escapeUnseen(key)}]`;
};

function listDifferences(
  path: string,
  before: readonly Node[],
  after: readonly Node[],
  options: TreeOptions,
): readonly string[] {
  const { pairs, gone, added } = pairsOf(before, after);
  const single = before.length === 1 && after.length === 1;
  const changes = pairs.flatMap(([from, to]) =>
    elementDifferences(path, [before[from], after[to]], single ? undefined : to, options),
  );
  const lines = [
    ...changes,
    ...gone.map((index) => `${labelled(path, before[index])}: ${lost(before[index] ?? null)}`),
    ...added.map((index) => `${labelled(path, after[index])}: ${gained(after[index] ?? null)}`),
  ];
  // The elements of a set change places with their content, so that only an otherwise equal list was reordered.
  return isReordered(pairs) && (options.strict || lines.length === 0) ? [...lines, `${path}: order changed`] : lines;
}

function elementDifferences(
  path: string,
  [before, after]: readonly [Node | undefined, Node | undefined],
  index: number | undefined,
  options: TreeOptions,
): readonly string[] {
  if (typeof before === "string" && typeof after === "string") {
    const [was, is] = [assignment(before), assignment(after)];
    if (was && is && was.name === is.name)
      return treeDifferences(`${path}[${was.name}]`, was.value, is.value, { strict: true });
  }
  const name = after === undefined ? undefined : identityOf(after);
  const known = name !== undefined && before !== undefined && identityOf(before) === name;
  if (known) return treeDifferences(labelled(path, after), before, after, options);
  return treeDifferences(index === undefined ? path : `${path}[${index}]`, before, after, options);
}

/** An assignment is shown whole, so that its name need not stand before it. */
const labelled = (path: string, node: Node | undefined): string => {
  const name = node === undefined || typeof node === "string" ? undefined : identityOf(node);
  return name === undefined ? path : `${path}[${escapeUnseen(name)}]`;
};

function isReordered(pairs: readonly (readonly [number, number])[]): boolean {
  const places = [...pairs].sort(([a], [b]) => a - b).map(([, to]) => to);
  return places.some((to, index) => index > 0 && to < (places[index - 1] ?? 0));
}
