import type { Value } from "../plan/value.ts";
import type { Breach, Resource } from "./policy.ts";
import { isUnknown } from "./unknown.ts";

type Fields = { readonly [key: string]: Value };

const isFields = (value: Value | undefined): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The text of an attribute; undefined where it is absent, empty or not known yet. */
export const textOf = (fields: Fields, key: string): string | undefined => {
  const value = fields[key];
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
};

/** The number of an attribute; undefined where it is absent or not one. */
export const numberOf = (fields: Fields, key: string): number | undefined => {
  const value = fields[key];
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined;
};

/** The known texts of a list; empty where there is none. */
export const textsOf = (fields: Fields, key: string): readonly string[] =>
  listOf(fields[key]).filter((value) => typeof value === "string" && !isUnknown(value)) as readonly string[];

/** The blocks of this name; empty where there is none. */
export const blocksOf = (fields: Fields, key: string): readonly Fields[] => listOf(fields[key]).filter(isFields);

/** The entries of a map (`log_opts`); empty where there is none. */
export const mapOf = (fields: Fields, key: string): Fields => {
  const value = fields[key];
  return isFields(value) ? value : {};
};

/** Whether any of these, or a part of a list among them, is not known yet. */
export const someUnknown = (fields: Fields, ...keys: readonly string[]): boolean =>
  keys.some((key) => isUnknown(fields[key]) || listOf(fields[key]).some(isUnknown));

const listOf = (value: Value | undefined): readonly Value[] =>
  Array.isArray(value) ? (value as readonly Value[]) : [];

/** Judges the attributes of one type of resource; others have nothing to answer for. */
export const ofType =
  (type: string, judge: (attributes: Fields) => readonly Breach[]): ((resource: Resource) => readonly Breach[]) =>
  (resource) =>
    resource.type === type ? judge(resource.attributes) : [];

export const ofContainer = (judge: (attributes: Fields) => readonly Breach[]) => ofType("docker_container", judge);

export type { Fields };
