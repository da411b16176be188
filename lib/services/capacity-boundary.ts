/** No question of ours goes beyond this many replicas, symbols or targets. */
export const MOST = 1_000_000;

/**
 * The highest whole number from 0 to `most` that is carried. What carries a number must carry every lower one; 0 is not
 * asked, so 0 says that not even one is carried. Asks about 40 times for a million.
 */
export function mostCarried(carries: (count: number) => boolean, most = MOST): number {
  let [carried, beyond] = [0, most + 1];
  while (beyond - carried > 1) {
    const middle = Math.floor((carried + beyond) / 2);
    if (carries(middle)) carried = middle;
    else beyond = middle;
  }
  return carried;
}
