import { field, isFields, isSecret, type Node } from "./node.ts";
import { stemOf } from "./stem.ts";

/** What tells an element from its neighbours, most telling first; the fields of one row belong together. */
const KEYS: readonly (readonly string[])[] = [
  ["alert"],
  ["record"],
  ["job_name"],
  ["uid"],
  ["name"],
  ["file"],
  ["target"],
  ["container_path"],
  ["label"],
  ["internal", "protocol", "ip"],
  ["receiver"],
  ["host"],
  ["key"],
  ["id"],
  ["title"],
  ["path"],
];

/** What an element of a list is known by, to a person as well: a name, `8080/tcp`, the variable of `NAME=value`. */
export function identityOf(node: Node): string | undefined {
  if (typeof node === "string") return assignment(node)?.name;
  if (!isFields(node)) return undefined;
  const object = kubernetes(node.kind, node.metadata);
  if (object) return object;
  for (const [first, ...further] of KEYS) {
    const name = first === undefined ? undefined : telling(field(node, first));
    if (name !== undefined)
      return [stemOf(name), ...further.flatMap((key) => telling(field(node, key)) ?? [])].join("/");
  }
  return undefined;
}

/** `--log.level=info`, `TZ=UTC` */
export function assignment(text: string): { readonly name: string; readonly value: string } | undefined {
  const [, name, value] = /^(-{0,2}[A-Za-z_][\w.-]*)=(.*)$/s.exec(text) ?? [];
  return name === undefined || value === undefined ? undefined : { name, value };
}

function kubernetes(kind: Node | undefined, metadata: Node | undefined): string | undefined {
  if (typeof kind !== "string" || metadata === undefined || !isFields(metadata)) return undefined;
  const name = telling(field(metadata, "name"));
  return name === undefined ? undefined : `${kind}/${name}`;
}

function telling(node: Node | undefined): string | undefined {
  if (typeof node === "number") return String(node);
  return typeof node === "string" && node !== "" && !isSecret(node) ? node : undefined;
}
