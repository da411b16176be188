import { idCollision } from "./errors.ts";

const LARGEST_ID = 2 ** 31 - 1;

/**
 * A panel's number from its key, 1 to 2^31 - 1. It is stable over reorderings because links hold it: the provider
 * strips ids before it compares, so a changed id would be no change in any plan. FNV-1a, 32 bits.
 */
export function idOf(key: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return 1 + (hash % LARGEST_ID);
}

interface Keyed {
  readonly key: string;
  readonly id?: number;
}

/** The id of every key. Fails when two keys give one id. */
export function idsOf(dashboard: string, all: readonly Keyed[]): ReadonlyMap<string, number> {
  const keyOf = new Map<number, string>();
  for (const { key, id = idOf(key) } of all) {
    const other = keyOf.get(id);
    if (other !== undefined && other !== key) throw idCollision(dashboard, other, key, id);
    keyOf.set(id, key);
  }
  return new Map([...keyOf].map(([id, key]) => [key, id]));
}
