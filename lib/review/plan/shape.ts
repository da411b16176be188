import { notAPlan } from "./refusal.ts";

export type Fields = { readonly [key: string]: unknown };

/** Whether it is an object with keys; a list is not. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Own keys only, so that no `__proto__` or `constructor` of a plan reaches a prototype. */
export const field = (value: unknown, key: string): unknown =>
  isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined;

export function textField(value: unknown, key: string): string | undefined {
  const found = field(value, key);
  return typeof found === "string" ? found : undefined;
}

/** The key's list; empty where it is absent, as Terraform leaves empty lists out. */
export function listField(value: unknown, key: string): readonly unknown[] {
  const found = field(value, key);
  return Array.isArray(found) ? found : [];
}

/** The key's object, key by key; empty where it is absent. */
export function entriesField(value: unknown, key: string): readonly (readonly [string, unknown])[] {
  const found = field(value, key);
  return isFields(found) ? Object.entries(found) : [];
}

export const texts = (list: readonly unknown[]): readonly string[] => list.filter((one) => typeof one === "string");

/** The key's text, without which the plan cannot be read; fails with `review/not-a-plan` and the place. */
export function requiredText(value: unknown, key: string, place: string): string {
  const found = textField(value, key);
  if (found === undefined) throw notAPlan(`${place} has no ${key}`);
  return found;
}
