import { share } from "./equal.ts";
import { isMarked } from "./marks.ts";
import type { Action, OutputChange, ResourceChange } from "./plan.ts";
import { notAPlan } from "./refusal.ts";
import { entriesField, type Fields, field, isFields, listField, requiredText, textField, texts } from "./shape.ts";
import type { Marks, Path, Value } from "./value.ts";

/** Terraform's and OpenTofu's words, in their order, and what they mean together. */
const actions: ReadonlyMap<string, Action> = new Map([
  ["no-op", "no-op"],
  ["read", "read"],
  ["create", "create"],
  ["update", "update"],
  ["delete", "destroy"],
  ["delete,create", "replace"],
  ["create,delete", "replace-first-created"],
  ["forget", "forget"],
  ["forget,create", "forget-and-create"],
  ["create,forget", "forget-and-create"],
]);

function actionOf(words: readonly string[]): Action {
  return actions.get(words.join(",")) ?? "unknown";
}

/** JSON.parse yields nothing but values. */
const jsonValue = (value: unknown): Value => (value === undefined ? null : (value as Value));

const marksFrom = (marks: unknown): Marks =>
  typeof marks === "object" && marks !== null ? (marks as Marks) : marks === true;

function wordsOf(change: unknown, place: string): readonly string[] {
  const words = texts(listField(change, "actions"));
  if (words.length === 0) throw notAPlan(`${place} has no actions`);
  return words;
}

const isStep = (step: unknown): step is string | number => typeof step === "string" || typeof step === "number";

const pathsOf = (paths: readonly unknown[]): readonly Path[] =>
  paths.filter((path): path is readonly unknown[] => Array.isArray(path)).map((path) => path.filter(isStep));

/** By id, by identity (Terraform 1.12), or by something known only at the apply. */
function importedBy(importing: unknown): string | undefined {
  if (!isFields(importing)) return undefined;
  const identity = field(importing, "identity");
  return textField(importing, "id") ?? (identity ? JSON.stringify(identity) : "(known after apply)");
}

function optionalsOf(resource: unknown, change: unknown): Partial<ResourceChange> {
  const index = field(resource, "index");
  const optionals = {
    movedFrom: textField(resource, "previous_address"),
    index: isStep(index) ? index : undefined,
    deposed: textField(resource, "deposed"),
    reason: textField(resource, "action_reason"),
    importing: importedBy(field(change, "importing")),
  };
  return Object.fromEntries(Object.entries(optionals).filter(([, value]) => value !== undefined));
}

function statesOf(change: unknown) {
  share(field(change, "before"), field(change, "after"));
  share(field(change, "before_sensitive"), field(change, "after_sensitive"));
  return {
    before: jsonValue(field(change, "before")),
    after: jsonValue(field(change, "after")),
    afterUnknown: marksFrom(field(change, "after_unknown")),
    beforeSensitive: marksFrom(field(change, "before_sensitive")),
    afterSensitive: marksFrom(field(change, "after_sensitive")),
    replacePaths: pathsOf(listField(change, "replace_paths")),
  };
}

/** One element of `resource_changes` or `resource_drift`; `place` is where it stands, for the error: an address can hold a secret. */
export function resourceChangeOf(resource: unknown, place: string): ResourceChange {
  const address = requiredText(resource, "address", place);
  const change = field(resource, "change");
  const words = wordsOf(change, place);
  return {
    address,
    mode: textField(resource, "mode") === "data" ? "data" : "managed",
    type: requiredText(resource, "type", place),
    name: requiredText(resource, "name", place),
    provider: textField(resource, "provider_name") ?? "",
    action: actionOf(words),
    words,
    ...statesOf(change),
    ...optionalsOf(resource, change),
  };
}

function outputChangeOf(name: string, change: unknown, place: string): OutputChange {
  return {
    name,
    action: actionOf(wordsOf(change, place)),
    before: jsonValue(field(change, "before")),
    after: jsonValue(field(change, "after")),
    afterUnknown: marksFrom(field(change, "after_unknown")),
    sensitive:
      isMarked(marksFrom(field(change, "before_sensitive"))) || isMarked(marksFrom(field(change, "after_sensitive"))),
  };
}

/** The plan's `output_changes`, in its order. */
export function outputChangesOf(plan: Fields): readonly OutputChange[] {
  return entriesField(plan, "output_changes").map(([name, change], at) =>
    outputChangeOf(name, change, `output_changes[${at}]`),
  );
}
