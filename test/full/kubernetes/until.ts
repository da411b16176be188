import { setTimeout } from "node:timers/promises";
import { Ended } from "./program.ts";

const POLL_MILLISECONDS = 200;

/**
 * Looks again until something is answered; `undefined` and an error both mean "not yet". Fails with the last of them
 * after `within` seconds, or at once when a program that is needed has ended.
 */
export async function until<T>(what: string, within: number, look: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + within * 1000;
  let last: unknown = "nothing yet";
  while (performance.now() < end) {
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      if (error instanceof Ended) throw error;
      last = error;
    }
    await setTimeout(POLL_MILLISECONDS);
  }
  throw new Error(`${what}: not within ${within} s; last seen: ${last instanceof Error ? last.message : last}`, {
    cause: last,
  });
}
