import { isEqual } from "../plan/equal.ts";
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

interface Side {
  readonly value: Value;
  readonly marks: Marks;
}

/** Both sides of a change. What is one value in both and stands there alike (see `share`) is rewritten once. */
export function walkSides(before: Side, after: Side, rewrite: Rewrite): readonly [before: Value, after: Value] {
  const done = walk(before.value, before.marks, rewrite);
  const shared = sharedWith(before, after, done);
  if (!shared || !isFields(after.value)) return [done, walk(after.value, after.marks, rewrite)];
  const place: Place = { name: "", where: "", sensitivity: sensitivityBelow(after.marks) };
  return [done, fields(after.value, after.marks, place, rewrite, shared)];
}

/** What became of an attribute that stays as it is; undefined for any other, and where all stands differently. */
function sharedWith(before: Side, after: Side, done: Value): ((key: string) => Value | undefined) | undefined {
  const [was, is] = [before.value, after.value];
  if (!isFields(was) || !isFields(is) || !isFields(done)) return undefined;
  if (sensitivityBelow(before.marks) !== sensitivityBelow(after.marks) || siblingName(was) !== siblingName(is))
    return undefined;
  const isShared = (key: string): boolean =>
    Object.hasOwn(was, key) && was[key] === is[key] && isEqual(markAt(before.marks, key), markAt(after.marks, key));
  return (key) => (isShared(key) && Object.hasOwn(done, key) ? done[key] : undefined);
}

const sensitivityBelow = (marks: Marks): Sensitivity => (marks === true ? "widened" : "open");

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
  const inside = marks === true ? { ...place, sensitivity: "widened" as const } : place;
  return isList(value) ? elements(value, marks, inside, rewrite) : fields(value, marks, inside, rewrite);
}

// A plan is large and few of its values hold a secret: what stays as it was is not copied.
function elements(list: readonly Value[], marks: Marks, place: Place, rewrite: Rewrite): readonly Value[] {
  let copy: Value[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const each = list[at] as Value;
    const flag = flagOf(list[at - 1]);
    const rewritten = walked(each, markAt(marks, at), flag === undefined ? place : { ...place, name: flag }, rewrite);
    if (rewritten !== each) copy ??= list.slice();
    if (copy) copy[at] = rewritten;
  }
  return copy ?? list;
}

type Fields = { readonly [key: string]: Value };

function fields(
  value: Fields,
  marks: Marks,
  place: Place,
  rewrite: Rewrite,
  shared?: (key: string) => Value | undefined,
): Fields {
  const keys = Object.keys(value);
  const sibling = siblingName(value);
  let copy: (readonly [string, Value])[] | undefined;
  for (const [at, key] of keys.entries()) {
    const each = value[key] as Value;
    const renamed = rewrite(key, "open", place.where);
    const name = sibling !== undefined && VALUES.has(key) ? sibling : key;
    const rewritten = saysNothing(each)
      ? each
      : (shared?.(key) ?? walked(each, markAt(marks, key), placeOf(key, name, place), rewrite));
    if (renamed !== key || rewritten !== each) copy ??= keys.slice(0, at).map((same) => [same, value[same] as Value]);
    copy?.push([renamed, rewritten]);
  }
  return copy ? Object.fromEntries(copy) : value;
}

/** Most attributes of a resource were never set: what they are called and marked is nobody's question. */
const saysNothing = (value: Value): boolean => value === null || value === "" || (isList(value) && value.length === 0);

const placeOf = (key: string, name: string, { where, sensitivity }: Place): Place => ({
  ...{ name, sensitivity },
  where: where === "" ? key : `${where}.${key}`,
});

/** The argument after `--password` is one. */
const flagOf = (before: Value | undefined): string | undefined =>
  typeof before === "string" && /^--?[A-Za-z][\w.-]*$|^(requirepass|masterauth)$/.test(before) ? before : undefined;

const VALUES = new Set(["value", "content", "values", "default", "data"]);

/** `{ name: "API_KEY", value: … }` names its value beside it. */
function siblingName(value: { readonly [key: string]: Value }): string | undefined {
  const name = value["name"] ?? value["key"] ?? value["label"] ?? value["header"];
  return typeof name === "string" ? name : undefined;
}

const isFields = (value: Value): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function markAt(marks: Marks, at: string | number): Marks {
  if (typeof marks === "boolean") return marks;
  if (isMarkList(marks)) return marks[Number(at)] ?? false;
  return Object.hasOwn(marks, at) ? (marks[at] ?? false) : false;
}

const isMarkList = (marks: Marks): marks is readonly Marks[] => Array.isArray(marks);

/** The marks of a value whose keys were rewritten. */
export function walkMarks(marks: Marks, key: (key: string) => string): Marks {
  // A plan is not held to a schema: a text in the marks' place marks nothing.
  if (typeof marks !== "object" || marks === null) return marks === true;
  if (isMarkList(marks)) {
    const walked = marks.map((each) => walkMarks(each, key));
    return walked.every((each, at) => each === marks[at]) ? marks : walked;
  }
  const entries = Object.entries(marks).map(([name, each]) => [key(name), walkMarks(each, key)] as const);
  const isSame = entries.every(([name, each]) => Object.hasOwn(marks, name) && marks[name] === each);
  return isSame ? marks : Object.fromEntries(entries);
}
