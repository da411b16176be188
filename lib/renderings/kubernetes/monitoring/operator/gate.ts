import { type KubernetesObject, objectText } from "../../object.ts";
import { operatorTooOld } from "../errors.ts";
import { FIELDS, type GatedField } from "./fields.ts";
import { isOlder } from "./version.ts";

/** What was left out of an object, for the report. */
export interface LeftOut {
  readonly object: string;
  readonly field: GatedField;
}

/**
 * A document as an operator of this version knows it. Fails on a field that it would need and does not know, with the
 * version needed. `document` is JSON: an object of the API, or Alertmanager's configuration.
 */
export function forOperator<T>(kind: string, name: string, document: T, version: string): T {
  return newerThan(kind, version)
    .filter((field) => holds(document, steps(field)))
    .reduce((rest, field) => {
      if (field.older === "left out") return without(rest, steps(field)) as T;
      throw operatorTooOld({ object: name, field: nameOf(field), needs: field.since, version, why: field.why });
    }, document);
}

export const objectForOperator = (object: KubernetesObject, version: string): KubernetesObject =>
  forOperator(object.kind, objectText(object), object, version);

/** A version that knows every field. */
export const NEWEST = "999.0.0";

/** Whether an operator knows every field that is listed. */
export const knowsAll = (version: string): boolean => !FIELDS.some(({ since }) => isOlder(version, since));

/** What `objectForOperator` leaves out of these. */
export const leftOutOf = (objects: readonly KubernetesObject[], version: string): readonly LeftOut[] =>
  objects.flatMap((object) =>
    newerThan(object.kind, version)
      .filter((field) => field.older === "left out" && holds(object, steps(field)))
      .map((field) => ({ object: objectText(object), field })),
  );

const newerThan = (kind: string, version: string): readonly GatedField[] =>
  FIELDS.filter((field) => field.kind === kind && isOlder(version, field.since));

const nameOf = ({ kind, path }: GatedField): string => (path === "" ? `the kind ${kind}` : path);
const steps = ({ path }: GatedField): readonly string[] => (path === "" ? [] : path.split("."));

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function holds(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return value !== undefined;
  if (step === "*") return Array.isArray(value) && value.some((one) => holds(one, rest));
  return isFields(value) && holds(value[step], rest);
}

function without(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === "*") return Array.isArray(value) ? value.map((one) => without(one, rest)) : value;
  if (step === undefined || !isFields(value) || !(step in value)) return value;
  const { [step]: found, ...others } = value;
  return rest.length === 0 ? others : { ...value, [step]: without(found, rest) };
}
