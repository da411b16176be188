import { missingArgument, type Problem, readOnlyArgument, unknownName, wrongCount, wrongType } from "./errors.ts";
import type { Attribute, AttributeType, Block, NestedBlock, ProviderSchema } from "./schema.ts";

/** What Terraform itself reads in a resource or provider; no provider's schema knows it. */
const TERRAFORMS_OWN = ["//", "alias", "connection", "count", "depends_on", "for_each", "lifecycle", "provider"];

type Json = Readonly<Record<string, unknown>>;

/**
 * Holds the Grafana part of a synthesized `cdk.tf.json` to the provider's schema, where the provider itself is not to be
 * had: arguments that are unknown, missing, read-only or of another type, blocks too few or too many.
 */
export function validate(document: Json, schema: ProviderSchema): readonly Problem[] {
  return [...providerProblems(document, schema), ...resourceProblems(document, schema)];
}

function providerProblems(document: Json, schema: ProviderSchema): readonly Problem[] {
  const configured = listed(objectAt(document, "provider")["grafana"]);
  return configured.flatMap((one, index) => blockProblems(`provider.grafana[${index}]`, one, schema.provider.block));
}

function resourceProblems(document: Json, { resource_schemas }: ProviderSchema): readonly Problem[] {
  const types = Object.entries(objectAt(document, "resource")).filter(([type]) => type.startsWith("grafana_"));
  return types.flatMap(([type, resources]) => {
    const known = resource_schemas[type];
    if (!known) return [unknownName(`resource.${type}`, Object.keys(resource_schemas))];
    return Object.entries(resources as Json).flatMap(([id, one]) =>
      blockProblems(`resource.${type}.${id}`, one, known.block),
    );
  });
}

function blockProblems(at: string, value: unknown, block: Block): readonly Problem[] {
  if (!isObject(value)) return [wrongType(at, "a block", value)];
  const { attributes = {}, block_types: blocks = {} } = block;
  const known = [...Object.keys(attributes), ...Object.keys(blocks)];
  const given = Object.keys(value).filter((name) => !TERRAFORMS_OWN.includes(name));
  return [
    ...given.filter((name) => !known.includes(name)).map((name) => unknownName(`${at}.${name}`, known)),
    ...Object.entries(attributes).flatMap(([name, one]) => attributeProblems(`${at}.${name}`, value[name], one)),
    ...Object.entries(blocks).flatMap(([name, one]) => nestedProblems(`${at}.${name}`, value[name], one)),
  ];
}

function attributeProblems(at: string, value: unknown, attribute: Attribute): readonly Problem[] {
  if (value === undefined || value === null) return attribute.required ? [missingArgument(at)] : [];
  if (!attribute.required && !attribute.optional) return [readOnlyArgument(at)];
  return fits(value, attribute.type) ? [] : [wrongType(at, described(attribute.type), value)];
}

function nestedProblems(at: string, value: unknown, nested: NestedBlock): readonly Problem[] {
  const blocks = listed(value);
  const { min_items: min = 0, max_items: max = nested.nesting_mode === "single" ? 1 : Number.POSITIVE_INFINITY } =
    nested;
  return [
    ...(blocks.length < min ? [wrongCount(at, `at least ${min} times`, blocks.length)] : []),
    ...(blocks.length > max ? [wrongCount(at, `at most ${max} times`, blocks.length)] : []),
    ...blocks.flatMap((one, index) => blockProblems(`${at}[${index}]`, one, nested.block)),
  ];
}

function fits(value: unknown, type: AttributeType): boolean {
  if (isReference(value)) return true;
  if (type === "bool") return typeof value === "boolean";
  if (typeof type === "string") return typeof value === type;
  const [collection, of] = type;
  if (collection === "map") return isObject(value) && Object.values(value).every((one) => fits(one, of));
  return Array.isArray(value) && value.every((one) => fits(one, of));
}

const described = (type: AttributeType): string =>
  typeof type === "string" ? `a ${type}` : `a ${type[0]} of ${described(type[1]).replace("a ", "")}s`;

/** A value that Terraform computes when it applies: its type is not to be seen here. */
const isReference = (value: unknown): boolean =>
  typeof value === "string" && value.startsWith("${") && value.endsWith("}");

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const objectAt = (document: Json, name: string): Json => {
  const found = document[name];
  return isObject(found) ? found : {};
};

const listed = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
