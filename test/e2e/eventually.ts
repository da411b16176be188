import { setTimeout } from "node:timers/promises";

const POLL_MILLISECONDS = 500;

/**
 * Asks again until `look` answers without throwing. The error names what was waited for, how long, and the last thing
 * seen.
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T>,
  { within }: { readonly within: number },
): Promise<T> {
  const began = performance.now();
  for (;;) {
    try {
      return await look();
    } catch (error) {
      const seconds = (performance.now() - began) / 1000;
      if (seconds >= within)
        throw new Error(`${what}: not within ${within} s; last seen: ${words(error)}`, { cause: error });
    }
    await setTimeout(POLL_MILLISECONDS);
  }
}

/** The only one, or the first, of what was looked for; fails with what was there instead. */
export function found<T>(matching: readonly T[], seen: unknown): T {
  const [first] = matching;
  if (first === undefined) throw new Error(JSON.stringify(seen).slice(0, 2_000));
  return first;
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
