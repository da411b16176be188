import { type Document, isNode, isScalar, parseAllDocuments, visit } from "yaml";
import { type Fields, isFields, isList, type Node } from "./node.ts";
import { readToml } from "./toml.ts";

/** Characters; a longer text is compared by its lines. */
const MAXIMUM = { json: 20_000_000, yaml: 1_000_000, toml: 100_000 };
const MAXIMUM_DEPTH = 200;

/** A text's content as JSON, YAML or TOML, by the name's ending or by what it reads as; undefined for any other text. */
export function parsed(name: string, text: string): Node | undefined {
  const ending = /\.(json|ya?ml|toml)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === "toml") return toml(text);
  if (ending === "json") return json(text);
  if (ending !== undefined) return yaml(text);
  return json(text) ?? yaml(text) ?? toml(text);
}

/** An object or a list, as JSON. */
export function json(text: string): Node | undefined {
  if (!/^\s*[{[]/.test(text) || text.length > MAXIMUM.json) return undefined;
  return attempt(() => JSON.parse(text) as Node);
}

const toml = (text: string): Node | undefined => (text.length > MAXIMUM.toml ? undefined : readToml(text));

/** Several documents are a list of them. */
function yaml(text: string): Node | undefined {
  if (text.length > MAXIMUM.yaml) return undefined;
  return attempt(() => {
    // The parser's own search for repeated keys is quadratic in the keys of a map.
    const documents = parseAllDocuments(text, { intAsBigInt: true, logLevel: "silent", uniqueKeys: false });
    if (documents.length === 0 || documents.some((document) => document.errors.length > 0)) return undefined;
    if (documents.some(repeatsKeys) || documents.some(holdsItself)) return undefined;
    const contents = documents.map((document) => plain(document.toJS({ maxAliasCount: 100 })));
    return contents.length === 1 ? contents[0] : contents;
  });
}

/** Of two values under one key a reader keeps one, so that a change of the other would go unseen. */
function repeatsKeys(document: Document): boolean {
  let repeats = false;
  visit(document, {
    Map: (_, { items }) => {
      const keys = items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : []));
      repeats ||= new Set(keys).size < keys.length;
      return repeats ? visit.BREAK : undefined;
    },
  });
  return repeats;
}

/** An alias inside of its own anchor has no end, and yaml 2.9 takes a minute for 500 of them. */
function holdsItself(document: Document): boolean {
  let holds = false;
  visit(document, {
    Alias: (_, { source }, path) => {
      holds ||= path.some((node) => isNode(node) && "anchor" in node && node.anchor === source);
      return holds ? visit.BREAK : undefined;
    },
  });
  return holds;
}

/** What a parser refuses is not of its form. */
function attempt(parse: () => Node | undefined): Node | undefined {
  try {
    const node = parse();
    return node !== undefined && isStructure(node) && isShallow(node, MAXIMUM_DEPTH) ? node : undefined;
  } catch {
    return undefined;
  }
}

const isStructure = (node: Node): node is Fields | readonly Node[] => isFields(node) || isList(node);

const isShallow = (node: Node, depth: number): boolean =>
  !isStructure(node) || (depth > 0 && Object.values(node).every((part: Node) => isShallow(part, depth - 1)));

/** What YAML knows and JSON does not: large integers, which keep every digit here, dates and bytes. */
function plain(content: unknown): Node {
  if (typeof content === "bigint") return Number.isSafeInteger(Number(content)) ? Number(content) : String(content);
  if (content === null || content === undefined) return null;
  if (Array.isArray(content)) return content.map(plain);
  if (typeof content === "object")
    return Object.fromEntries(Object.entries(content).map(([key, part]) => [key, plain(part)]));
  return typeof content === "number" || typeof content === "boolean" ? content : String(content);
}
