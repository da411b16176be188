import { interrupted } from "../errors.ts";
import type { Workshop } from "./workshop.ts";

/** Lets at most `most` of the works given to it run at the same time; the others wait in their order. */
export function limit(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Heavy work: two at once keep two cores and the network busy; compilers use all cores by themselves. */
export const heavy = limit(2);

/**
 * Runs works side by side. The first failure stops the others and is thrown once all have ended, so that nothing goes
 * on in the background; Ctrl-C ends them the same way.
 */
export async function together<W extends Pick<Workshop, "signal">>(
  workshop: W,
  works: readonly ((workshop: W) => Promise<unknown>)[],
): Promise<void> {
  const failed = new AbortController();
  const stopping = { ...workshop, signal: AbortSignal.any([workshop.signal, failed.signal]) };
  let first: { readonly error: unknown } | undefined;
  const guarded = works.map((work) =>
    work(stopping).catch((error: unknown) => {
      first ??= { error };
      failed.abort();
    }),
  );
  await Promise.all(guarded);
  if (workshop.signal.aborted) throw interrupted();
  if (first) throw first.error;
}
