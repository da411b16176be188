import { isMarked } from "../plan/marks.ts";
import type { Plan, ResourceChange } from "../plan/plan.ts";
import type { Marks, Value } from "../plan/value.ts";
import type { Resource } from "./policy.ts";
import { UNKNOWN } from "./unknown.ts";

/** The type that a destruction is judged as; its attributes are the `type` destroyed and Terraform's `action`. */
export const DESTRUCTION = "terraform_destruction";

const DESTROYS: readonly string[] = ["destroy", "replace", "replace-first-created"];

/** What will stand once the plan is applied, and, as resources of a type of their own, what is destroyed for it. */
export function resourcesOf(plan: Plan): readonly Resource[] {
  const managed = plan.changes.filter(({ mode }) => mode === "managed");
  return [...managed.flatMap(standing), ...managed.filter(destroys).map(destruction)];
}

// An action that this program does not know may destroy: the words are Terraform's own.
const destroys = ({ action, words }: ResourceChange): boolean => DESTROYS.includes(action) || words.includes("delete");

function standing(change: ResourceChange): readonly Resource[] {
  const { address, type, name, after, afterUnknown } = change;
  if (!isObject(after) || change.action === "forget") return [];
  return [{ address, type, name, attributes: fieldsOf(known(after, afterUnknown)) }];
}

const destruction = ({ address, name, type, action, deposed }: ResourceChange): Resource => ({
  address: deposed === undefined ? address : `${address} (deposed ${deposed})`,
  type: DESTRUCTION,
  name,
  attributes: { type, action },
});

/** The value with what is not known yet said so, instead of `null` or nothing. */
function known(value: Value, unknown: Marks): Value {
  if (unknown === true) return UNKNOWN;
  if (!isMarked(unknown)) return value;
  if (Array.isArray(unknown)) return knownItems(isList(value) ? value : [], unknown);
  const marks = unknown as { readonly [key: string]: Marks };
  const fields = fieldsOf(value);
  const keys = new Set([...Object.keys(fields), ...Object.keys(marks)]);
  return Object.fromEntries([...keys].map((key) => [key, known(fields[key] ?? null, marks[key] ?? false)]));
}

const knownItems = (values: readonly Value[], marks: readonly Marks[]): readonly Value[] =>
  Array.from({ length: Math.max(values.length, marks.length) }, (_, index) =>
    known(values[index] ?? null, marks[index] ?? false),
  );

const fieldsOf = (value: Value): { readonly [key: string]: Value } => (isObject(value) ? value : {});

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const isObject = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
