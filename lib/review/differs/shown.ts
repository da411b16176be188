import { escapeUnseen } from "./escape-unseen.ts";
import { cut } from "./limits.ts";
import { isEmpty, isFields, isList, isScalar, isSecret, type Node, Secret, Unknown } from "./node.ts";

/** Characters of a value in a line. */
export const VALUE_LIMIT = 80;
const CONTEXT = 20;

/** A value in few words; what would take more is counted. */
export function shown(node: Node): string {
  if (node instanceof Unknown) return "(known after apply)";
  if (isSecret(node)) return "a secret";
  if (isScalar(node)) return typeof node === "string" ? text(node) : String(node);
  const short = isShort(node) ? JSON.stringify(node) : "";
  if (short !== "" && short.length <= VALUE_LIMIT) return escapeUnseen(short);
  return isList(node) ? counted(node.length, "element") : counted(Object.keys(node).length, "field");
}

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function text(value: string): string {
  if (value === "") return '""';
  const lines = value.trimEnd().split("\n").length;
  return lines > 1 ? `(${lines} lines)` : cut(escapeUnseen(value), VALUE_LIMIT);
}

/** Few scalars, none of them secret: more is counted without being written out first. */
const isShort = (node: Node): boolean => {
  const parts = isList(node) ? node : isFields(node) ? Object.values(node) : [];
  return parts.length <= 8 && parts.every((part) => isScalar(part) && !isSecret(part));
};

/** `9090 -> 9091`; never twice the same words for what differs. */
export function change(before: Node, after: Node): string {
  if (isSecret(before) || isSecret(after)) return secretChange(before, after);
  const [left, right] = [shown(before), shown(after)];
  if (left !== right) return `${left} -> ${right}`;
  if (typeof before === "string" && typeof after === "string") return focused(before, after);
  return `${exact(before)} -> ${exact(after)}`;
}

function secretChange(before: Node, after: Node): string {
  if (after instanceof Unknown) return "secret -> (known after apply)";
  if (isEmpty(before)) return "secret added";
  return isEmpty(after) ? "secret removed" : "secret changed";
}

/** Two long texts from shortly before the first difference. */
function focused(before: string, after: string): string {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const from = Math.max(0, same - CONTEXT);
  const part = (value: string) =>
    (from > 0 ? "…" : "") + cut(escapeUnseen(value.slice(from, from + VALUE_LIMIT * 2)), VALUE_LIMIT);
  const [left, right] = [part(before), part(after)];
  return left === right ? "changed" : `${left} -> ${right}`;
}

const exact = (node: Node): string =>
  node instanceof Secret ? "a secret" : cut(escapeUnseen(JSON.stringify(node)), VALUE_LIMIT);
