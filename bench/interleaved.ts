/** Round by round each is run once, so that a busy machine is as busy for one as for the other. */
const ROUNDS = 11;

export type Contender = () => number | Promise<number>;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The median of what each contender measures of itself; a first round, in which code is compiled, is not counted. */
export async function interleaved<K extends string>(
  contenders: Readonly<Record<K, Contender>>,
  rounds = ROUNDS,
): Promise<Readonly<Record<K, number>>> {
  const entries = Object.entries<Contender>(contenders);
  const measured = entries.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1)
    for (const [index, [, contender]] of entries.entries()) {
      const value = await contender();
      if (round > 0) measured[index]?.push(value);
    }
  return Object.fromEntries(entries.map(([name], index) => [name, median(measured[index] ?? [])])) as Record<K, number>;
}

/** Milliseconds that it takes. */
export const timed = (run: () => unknown): Contender => {
  return async () => {
    const start = performance.now();
    await run();
    return performance.now() - start;
  };
};
