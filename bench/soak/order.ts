import { seededRandom } from "../../app/exchange/random.ts";

/** Every one once before any comes again, in an order that the seed decides. */
export function* orderOf<T>(all: readonly T[], seed: number): Generator<T, never> {
  if (all.length === 0) throw new RangeError("there is nothing to put in order");
  const random = seededRandom(seed);
  for (;;) {
    const left = [...all];
    while (left.length > 0) yield* left.splice(Math.floor(random() * left.length), 1);
  }
}
