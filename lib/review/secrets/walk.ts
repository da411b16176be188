import type { Marks, Value } from "../plan/value.ts";
import { isReference, namesSecret } from "./names.ts";

/** How much a place says of what stands there. */
export type Sensitivity =
  /** Nothing: its text is looked through. */
  | "open"
  /** It is a secret, by its own mark or by its name. */
  | "secret"
  /** It stands below a mark: a set is marked whole for one element. */
  | "widened";

/** What becomes of one text; `where` is its attribute. */
export type Rewrite = (text: string, sensitivity: Sensitivity, where: string) => string;

interface Place {
  readonly name: string;
  readonly where: string;
  readonly sensitivity: Sensitivity;
}

/** The value with every text, and every number below a mark, rewritten; also the keys of maps, as open text. */
export function walk(value: Value, marks: Marks, rewrite: Rewrite, name = ""): Value {
  return walked(value, marks, { name, where: name, sensitivity: "open" }, rewrite);
}

function walked(value: Value, marks: Marks, place: Place, rewrite: Rewrite): Value {
  if (value === null) return value;
  if (typeof value === "object") return below(value, marks, place, rewrite);
  const sensitivity = marks === true && place.sensitivity === "open" ? "secret" : place.sensitivity;
  if (typeof value === "string")
    return value === "" ? value : rewrite(value, named(value, place, sensitivity), place.where);
  if (sensitivity !== "open") return rewrite(String(value), sensitivity, place.where);
  const isSecret = typeof value === "number" && value >= 1000 && namesSecret(place.name);
  return isSecret ? rewrite(String(value), "secret", place.where) : value;
}

function named(value: string, place: Place, sensitivity: Sensitivity): Sensitivity {
  if (!namesSecret(place.name) || isReference(value)) return sensitivity;
  return "secret";
}

function below(
  value: readonly Value[] | { readonly [key: string]: Value },
  marks: Marks,
  place: Place,
  rewrite: Rewrite,
): Value {
  const inside = { ...place, sensitivity: marks === true ? ("widened" as const) : place.sensitivity };
  if (isList(value)) return value.map((each, at) => element(value, each, at, markAt(marks, at), inside, rewrite));
  const sibling = siblingName(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const name = sibling !== undefined && VALUES.has(key) ? sibling : key;
      const next = { ...inside, name, where: place.where === "" ? key : `${place.where}.${key}` };
      return [rewrite(key, "open", place.where), walked(each, markAt(marks, key), next, rewrite)];
    }),
  );
}

/** The argument after `--password` is one. */
function element(
  list: readonly Value[],
  value: Value,
  at: number,
  marks: Marks,
  place: Place,
  rewrite: Rewrite,
): Value {
  const before = list[at - 1];
  const flag =
    typeof before === "string" && /^--?[A-Za-z][\w.-]*$|^(requirepass|masterauth)$/.test(before) ? before : undefined;
  return walked(value, marks, flag === undefined ? place : { ...place, name: flag }, rewrite);
}

const VALUES = new Set(["value", "content", "values", "default", "data"]);

/** `{ name: "API_KEY", value: … }` names its value beside it. */
function siblingName(value: { readonly [key: string]: Value }): string | undefined {
  const name = value["name"] ?? value["key"] ?? value["label"] ?? value["header"];
  return typeof name === "string" ? name : undefined;
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function markAt(marks: Marks, at: string | number): Marks {
  if (typeof marks === "boolean") return marks;
  if (isMarkList(marks)) return marks[Number(at)] ?? false;
  return Object.hasOwn(marks, at) ? (marks[at] ?? false) : false;
}

const isMarkList = (marks: Marks): marks is readonly Marks[] => Array.isArray(marks);

/** The marks of a value whose keys were rewritten. */
export function walkMarks(marks: Marks, key: (key: string) => string): Marks {
  if (typeof marks === "boolean") return marks;
  if (isMarkList(marks)) return marks.map((each) => walkMarks(each, key));
  return Object.fromEntries(Object.entries(marks).map(([name, each]) => [key(name), walkMarks(each, key)]));
}
