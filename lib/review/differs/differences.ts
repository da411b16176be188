import type { ResourceChange } from "../plan/plan.ts";
import type { Differ } from "./differ.ts";
import { documentDifferences } from "./documents.ts";
import { escapeUnseen } from "./escape-unseen.ts";
import { atMost, cut } from "./limits.ts";
import { marked } from "./marked.ts";
import { type Fields, field, isFields, isSecret, type Node, Unknown } from "./node.ts";
import { counted, shown } from "./shown.ts";
import { stemOf } from "./stem.ts";
import { type Text, textsIn, withoutTexts } from "./texts.ts";
import { fieldDifferences } from "./tree.ts";

/** Lines for the attributes of a resource, for the texts of one format, and characters of any line. */
export const ATTRIBUTE_LIMIT = 30;
export const FORMAT_LIMIT = 100;
const LINE_LIMIT = 400;

/** What tells most of a new object. */
const TELLING = ["image", "version", "engine_version", "instance_type"];

/**
 * What changed in one resource, a line each, embedded texts first: in the words of the first differ that reads them, else
 * by what is known of any YAML, JSON, TOML or text. Of a new object a few attributes; nothing of one that goes. What the
 * world changed is given with the action `read`.
 */
export async function differencesOf(change: ResourceChange, differs: readonly Differ[]): Promise<readonly string[]> {
  const before = marked(change.before, { unknown: false, sensitive: change.beforeSensitive });
  const after = marked(change.after, { unknown: change.afterUnknown, sensitive: change.afterSensitive });
  if (!isFields(after)) return [];
  const lines = isFields(before) ? await changed(change, [before, after], differs) : told(after);
  return lines.map((line) => cut(escapeUnseen(line), LINE_LIMIT));
}

const told = (after: Node): readonly string[] =>
  TELLING.flatMap((key) => {
    const value = isFields(after) ? field(after, key) : undefined;
    const isTold = typeof value === "string" && value !== "" && !isSecret(value);
    return isTold ? [`${key}: ${shown(value)}`] : [];
  });

type Sides = readonly [before: Node, after: Node];

async function changed(
  change: ResourceChange,
  [before, after]: Sides,
  differs: readonly Differ[],
): Promise<readonly string[]> {
  const [left, right] = [textsIn(before), textsIn(after)];
  const isOpen = ({ name }: Text) => !left.veiled.has(name) && !right.veiled.has(name);
  const [were, are] = [left.texts.filter(isOpen), right.texts.filter(isOpen)];
  const names = new Set([...were, ...are].map(({ name }) => name));
  const stems = new Set(were.map(({ name }) => stemOf(name)));
  const kept = new Set(are.map(({ name }) => stemOf(name)).filter((stem) => stems.has(stem)));
  const plain = [before, after].map((node) => withoutTexts(node, { names, kept }));
  return [
    ...(await formatted(change.type, were, are, differs)),
    ...atMost(attributes(change, plain[0] ?? null, plain[1] ?? null), ATTRIBUTE_LIMIT),
  ];
}

/** What forces a replacement first; what a replacement computes anew is counted. */
function attributes(change: ResourceChange, before: Node, after: Node): readonly string[] {
  if (!isFields(before) || !isFields(after)) return [];
  const forcing = new Set(change.replacePaths.map(([key]) => String(key)));
  const keys = [...new Set([...forcing, ...Object.keys(before), ...Object.keys(after)])];
  const isReplaced = change.action === "replace" || change.action === "replace-first-created";
  const isComputed = (key: string) => isReplaced && !forcing.has(key) && field(after, key) instanceof Unknown;
  const computed = keys.filter(isComputed).length;
  const lines = keys
    .filter((key) => !isComputed(key))
    .flatMap((key) =>
      attribute(key, [before, after], { told: forcing.has(key), zeroes: isReplaced || change.action === "read" }),
    );
  return computed === 0 ? lines : [...lines, `${counted(computed, "attribute")} known after apply`];
}

/**
 * Whether a zero beside null is no difference (`zeroes`): the SDK that most providers are made with holds the two for one
 * ("zero values and empty containers may be interchanged", normalizeNullValues in terraform-plugin-sdk v2,
 * helper/schema/grpc_provider.go). It takes such differences out of an update itself, and not out of a replacement, which
 * it plans against nothing, nor out of what it reads. So they are left out of these two alone; never `true -> null`, and
 * never where the provider says that just this forces the replacement (`told`).
 */
function attribute(key: string, [before, after]: Sides, { told, zeroes }: { told: boolean; zeroes: boolean }) {
  const only = (fields: Node): Fields => ({ [key]: isFields(fields) ? (field(fields, key) ?? null) : null });
  const lines = (zeroIsUnset: boolean) =>
    fieldDifferences("", only(before), only(after), { strict: false, zeroIsUnset });
  const found = lines(zeroes);
  return found.length === 0 && told ? lines(false) : found;
}

/** The texts by the differ that reads them, in the order of the differs; what none reads comes last. */
async function formatted(
  resourceType: string,
  before: readonly Text[],
  after: readonly Text[],
  differs: readonly Differ[],
): Promise<readonly string[]> {
  const now = new Map(after.map((text) => [text.name, text]));
  const failed = new Map<Differ, string>();
  // Both sides of a text go to one differ, by what it will be.
  const readerOf = (text: Text): Differ | undefined => {
    const { attribute, name, text: content } = now.get(text.name) ?? text;
    const place = { resourceType, attribute, name };
    return differs.find((differ) => {
      try {
        return differ.reads(place, content);
      } catch (thrown) {
        failed.set(differ, `${escapeUnseen(name)} could not be compared as ${differ.format} (${messageOf(thrown)})`);
        return false;
      }
    });
  };
  const lines: string[] = [];
  const [left, right] = [byReader(before, readerOf), byReader(after, readerOf)];
  for (const differ of [...differs, undefined]) {
    const [were, are] = [left.get(differ) ?? new Map(), right.get(differ) ?? new Map()];
    if (were.size > 0 || are.size > 0) lines.push(...(await described(differ, were, are)));
  }
  return [...lines, ...failed.values()];
}

const messageOf = (thrown: unknown): string =>
  cut(escapeUnseen(thrown instanceof Error ? thrown.message : String(thrown)), 120);

type Named = ReadonlyMap<string, string>;

function byReader(
  texts: readonly Text[],
  readerOf: (text: Text) => Differ | undefined,
): ReadonlyMap<Differ | undefined, Named> {
  const found = new Map<Differ | undefined, Map<string, string>>();
  for (const text of texts) {
    const reader = readerOf(text);
    const same = found.get(reader) ?? new Map<string, string>();
    found.set(reader, same.set(text.name, text.text));
  }
  return found;
}

async function described(differ: Differ | undefined, before: Named, after: Named): Promise<readonly string[]> {
  const plainly = () => atMost(documentDifferences(before, after), FORMAT_LIMIT);
  if (differ === undefined) return plainly();
  try {
    return atMost(await differ.describe(before, after), FORMAT_LIMIT);
  } catch (thrown) {
    return [`${differ.format} could not be read (${messageOf(thrown)}); compared as plain text`, ...plainly()];
  }
}
