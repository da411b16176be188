import { type Fields, field, isFields, isList, isSecret, type Node, Unknown } from "./node.ts";
import { json } from "./parsed.ts";
import { stemOf } from "./stem.ts";

/** A text that stands in a resource. */
export interface Text {
  /** Without indices: `upload.content`. */
  readonly attribute: string;
  /** The file's name, the key of a map of files, else the attribute; unlike that of any other text of the resource. */
  readonly name: string;
  readonly text: string;
}

export interface Texts {
  readonly texts: readonly Text[];
  /** Names of files whose content is a secret or known after the apply. */
  readonly veiled: ReadonlySet<string>;
}

type Visit = (leaf: Leaf) => Node | undefined;
interface Leaf {
  readonly attribute: string;
  readonly name: string;
  readonly node: Node;
  readonly isText: boolean;
}

/** The embedded texts of a resource: files, strings of several lines, JSON objects. */
export function textsIn(node: Node): Texts {
  const texts: Text[] = [];
  const veiled = new Set<string>();
  visitLeaves(node, ({ attribute, name, node, isText }) => {
    if (isText && typeof node === "string") texts.push({ attribute, name, text: node });
    if (node instanceof Unknown || isSecret(node)) veiled.add(name);
    return node;
  });
  return { texts, veiled };
}

/** The resource without the named texts; a block that holds a file stays only for one that both sides have. */
export function withoutTexts(
  node: Node,
  given: { readonly names: ReadonlySet<string>; readonly kept: ReadonlySet<string> },
): Node {
  const rest = visitLeaves(node, (leaf) => (given.names.has(leaf.name) ? undefined : leaf.node));
  return withoutFiles(rest, given);
}

function visitLeaves(root: Node, visit: Visit): Node {
  const taken = new Map<string, number>();
  const unlike = (name: string): string => {
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
  const walk = (node: Node, keys: readonly string[], file: string | undefined): Node | undefined => {
    if (isList(node)) return node.flatMap((part) => walk(part, keys, undefined) ?? []);
    if (isFields(node)) return fieldsWithout(node, (key, part) => walk(part, [...keys, key], fileOf(node, key, keys)));
    const isText = typeof node === "string" && !isSecret(node) && (file !== undefined || isEmbedded(node));
    const isVeiled = node instanceof Unknown || isSecret(node);
    if (!isText && !isVeiled) return node;
    const isKey = file !== undefined && file === keys.at(-1);
    const attribute = (isKey ? keys.slice(0, -1) : keys).join(".");
    return visit({ attribute, name: unlike(file ?? attribute), node, isText });
  };
  return walk(root, [], undefined) ?? null;
}

const fieldsWithout = (fields: Fields, walk: (key: string, part: Node) => Node | undefined): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, part]) => {
      const rest = walk(key, part);
      return rest === undefined ? [] : [[key, rest] as const];
    }),
  );

const FILE_KEYS = ["file", "filename"];

/** The file that a field fills: that of its block, or its own key in a map of files. */
function fileOf(fields: Fields, key: string, keys: readonly string[]): string | undefined {
  if (key === "content") return FILE_KEYS.map((name) => field(fields, name)).find((name) => typeof name === "string");
  return keys.at(-1) === "data" ? key : undefined;
}

const isEmbedded = (text: string): boolean =>
  text.trim().includes("\n") || (text.length > 2 && json(text) !== undefined);

/** Files are told by their texts; what else their blocks hold is compared by the name without its hash. */
function withoutFiles(
  node: Node,
  given: { readonly names: ReadonlySet<string>; readonly kept: ReadonlySet<string> },
): Node {
  if (isList(node))
    return node.flatMap((part) => {
      const file = isFields(part) ? field(part, "file") : undefined;
      if (!isFields(part) || typeof file !== "string" || !given.names.has(file)) return [withoutFiles(part, given)];
      return given.kept.has(stemOf(file)) ? [{ ...part, file: stemOf(file) }] : [];
    });
  if (!isFields(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, part]) => [key, withoutFiles(part, given)]));
}
