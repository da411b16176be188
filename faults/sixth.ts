import { badHash } from "./errors.ts";

const PARTS = 6;

/**
 * Every sixth, from where the commit's hash says: six hashes that end differently run everything, and one that is run
 * again runs the same. `items` stand in a fixed order.
 */
export function sixthOf<T>(items: readonly T[], hash: string): readonly T[] {
  const part = partOf(hash);
  return items.filter((_, index) => index % PARTS === part);
}

/** 0 to 5. */
export function partOf(hash: string): number {
  if (!/^[0-9a-f]{7,64}$/.test(hash)) throw badHash(hash);
  return Number.parseInt(hash.slice(0, 7), 16) % PARTS;
}
