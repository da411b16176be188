import type { Marks, Value } from "../plan/value.ts";
import { type Node, Secret, Unknown } from "./node.ts";

/** A value with what Terraform says of its parts: secrets wrapped, unknown parts, which the value lacks, put in. */
export function marked(value: Value, marks: { readonly unknown: Marks; readonly sensitive: Marks }): Node {
  if (marks.unknown === true) return new Unknown();
  if (marks.sensitive === true) return value === null ? null : new Secret(value);
  const below = (key: string | number) => ({
    unknown: markAt(marks.unknown, key),
    sensitive: markAt(marks.sensitive, key),
  });
  if (isValues(value) || (value === null && isMarks(marks.unknown))) return list(value ?? [], marks.unknown, below);
  if (value === null || typeof value !== "object") return value;
  // Unknown fields are left out of the value and stand in its marks alone.
  const unknown = typeof marks.unknown === "object" && !isMarks(marks.unknown) ? marks.unknown : {};
  const absent = Object.keys(unknown).filter((key) => unknown[key] === true && !Object.hasOwn(value, key));
  return Object.fromEntries([
    ...Object.entries(value).map(([key, part]) => [key, marked(part, below(key))] as const),
    ...absent.map((key) => [key, new Unknown()] as const),
  ]);
}

type Below = (key: number) => { readonly unknown: Marks; readonly sensitive: Marks };

function list(values: readonly Value[], unknown: Marks, below: Below): readonly Node[] {
  const length = Math.max(values.length, isMarks(unknown) ? unknown.length : 0);
  return Array.from({ length }, (_, index) => marked(values[index] ?? null, below(index)));
}

const isValues = (value: Value): value is readonly Value[] => Array.isArray(value);
const isMarks = (marks: Marks): marks is readonly Marks[] => Array.isArray(marks);

function markAt(marks: Marks, key: string | number): Marks {
  if (typeof marks === "boolean") return marks;
  if (isMarks(marks)) return typeof key === "number" ? (marks[key] ?? false) : false;
  return Object.hasOwn(marks, key) ? (marks[String(key)] ?? false) : false;
}
