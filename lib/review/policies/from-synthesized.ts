import type { Value } from "../plan/value.ts";
import type { Resource } from "./policy.ts";
import { evaluated, UNKNOWN } from "./unknown.ts";

/** The type that where the state is kept is judged as; `backend` is its kind, the rest its arguments. */
export const BACKEND = "terraform_backend";

/** The type that a provider's own arguments are judged as. */
export const PROVIDER = "terraform_provider";

/** Blocks that a configuration may write once, as an object; a plan always lists them. */
const BLOCKS: { readonly [type: string]: readonly string[] } = {
  docker_container:
    "capabilities devices device_requests healthcheck host labels mounts networks_advanced ports ulimit upload volumes".split(
      " ",
    ),
  docker_image: ["build"],
  docker_network: ["ipam_config", "labels"],
  docker_volume: ["cluster", "labels"],
};

type Fields = { readonly [key: string]: Value };

/**
 * Every resource of one synthesized `cdk.tf.json`, and its backend and providers as resources of types of their own.
 * Templates are unknown. `lifecycle`, which no plan tells, is always there: empty where the configuration has none.
 */
export function resourcesIn(synthesized: unknown): readonly Resource[] {
  const root = fieldsOf(synthesized);
  const resources = entriesOf(root["resource"]).flatMap(([type, byName]) =>
    entriesOf(byName).map(([name, body]) => resource(type, name, body)),
  );
  return [...resources, ...providers(root["provider"]), ...backends(fieldsOf(root["terraform"]))];
}

function resource(type: string, name: string, body: unknown): Resource {
  const { lifecycle, dynamic, ...read } = { lifecycle: [], ...fieldsOf(evaluate(body)) } as Fields;
  const made = Object.fromEntries(Object.keys(fieldsOf(dynamic)).map((block) => [block, UNKNOWN]));
  const blocks = new Set(BLOCKS[type]);
  const listed = Object.entries(read).map(([key, value]) => [key, blocks.has(key) ? asList(value) : value]);
  const attributes = { ...Object.fromEntries(listed), ...made, lifecycle: asList(lifecycle ?? []) };
  return { address: `${type}.${name}`, type, name, attributes };
}

const providers = (block: unknown): readonly Resource[] =>
  entriesOf(block).flatMap(([name, one]) =>
    itemsOf(evaluate(one)).map((body) => ({
      address: `provider.${name}`,
      type: PROVIDER,
      name,
      attributes: fieldsOf(body),
    })),
  );

// Without a block the state is a file beside the configuration; `cloud` keeps it with HashiCorp.
function backends(terraform: Fields): readonly Resource[] {
  const named = entriesOf(itemsOf(terraform["backend"] ?? [])[0]);
  const [kind, body] = named[0] ?? ["cloud" in terraform ? "cloud" : "local", {}];
  const attributes = { ...fieldsOf(evaluate(body)), backend: kind };
  return [{ address: "terraform.backend", type: BACKEND, name: kind, attributes }];
}

/** JSON as the values of a plan: without the comments that cdktf leaves (`//`), and templates unknown. */
function evaluate(value: unknown): Value {
  if (typeof value === "string") return evaluated(value);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(evaluate);
  if (typeof value !== "object" || value === null) return null;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.map(([key, one]) => [key, evaluate(one)]));
}

const asList = (value: Value): Value => (value === UNKNOWN || value === null ? value : itemsOf(value));

const itemsOf = (value: Value): readonly Value[] => (Array.isArray(value) ? value : [value]);

const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const entriesOf = (value: unknown): readonly [string, unknown][] =>
  Object.entries(fieldsOf(value)).filter(([key]) => key !== "//");
