import type { Value } from "../plan/value.ts";

/** A value that Terraform marks as sensitive: that it changed is said, never what it is. */
export class Secret {
  constructor(readonly value: Value) {}
}

/** A value that is decided during the apply. */
export class Unknown {}

export type Scalar = null | boolean | number | string;
export type Fields = { readonly [key: string]: Node };
/** A value with its marks in their places, or what a document parses to. */
export type Node = Scalar | Secret | Unknown | readonly Node[] | Fields;

export const isList = (node: Node): node is readonly Node[] => Array.isArray(node);

export const isScalar = (node: Node): node is Scalar => node === null || typeof node !== "object";

export const isFields = (node: Node): node is Fields =>
  !isScalar(node) && !isList(node) && !(node instanceof Secret) && !(node instanceof Unknown);

const REDACTED = /^«secret \d+»$/;

/** Marked, or replaced by the redactor, which names the same secret alike. */
export const isSecret = (node: Node): boolean =>
  node instanceof Secret || (typeof node === "string" && REDACTED.test(node));

/** A field, never one that every object inherits. */
export const field = (fields: Fields, key: string): Node | undefined =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

/** Null, or holding nothing all the way down: providers write `null`, `""`, `[]` and a block of nulls for the same. */
export function isEmpty(node: Node): boolean {
  if (node === null || node === "") return true;
  if (isList(node)) return node.length === 0;
  return isFields(node) && Object.values(node).every(isEmpty);
}

/** Equal for equal content, whatever the order of the keys; a secret counts as its value. */
export function canonical(node: Node): string {
  if (node instanceof Secret) return canonical(node.value);
  if (node instanceof Unknown) return "unknown";
  if (isList(node)) return `[${node.map(canonical).join(",")}]`;
  if (typeof node === "number") return Object.is(node, -0) ? "0" : String(node);
  if (isScalar(node)) return JSON.stringify(node);
  const keys = Object.keys(node).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(node[key] as Node)}`).join(",")}}`;
}
