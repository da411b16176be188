/** More than any distance that is looked for. */
const FAR = 10_000;

/**
 * Damerau's distance (two letters swapped are one edit), or FAR when it exceeds `most`. Only cells that can lie within
 * `most` are reckoned: it is asked for each of thousands of names.
 */
function distance(left: string, right: string, most: number): number {
  let before = new Uint16Array(right.length + 1).fill(FAR);
  let row = Uint16Array.from({ length: right.length + 1 }, (_, index) => index);
  let next = new Uint16Array(right.length + 1);
  for (let i = 1; i <= left.length; i++) {
    if (fill(next, row, before, { left, right, i, most }) > most) return FAR;
    [before, row, next] = [row, next, before];
  }
  return row[right.length] ?? FAR;
}

interface Line {
  readonly left: string;
  readonly right: string;
  /** How many letters of the left are compared. */
  readonly i: number;
  readonly most: number;
}

/** Fills a row from the two before it; answers its least distance. */
function fill(next: Uint16Array, row: Uint16Array, before: Uint16Array, { left, right, i, most }: Line): number {
  next.fill(FAR);
  next[0] = i;
  let least = FAR;
  for (let j = Math.max(1, i - most); j <= Math.min(right.length, i + most); j++) {
    const same = left[i - 1] === right[j - 1];
    let best = Math.min((row[j] ?? FAR) + 1, (next[j - 1] ?? FAR) + 1, (row[j - 1] ?? FAR) + (same ? 0 : 1));
    const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
    if (swapped) best = Math.min(best, (before[j - 2] ?? FAR) + 1);
    next[j] = best;
    least = Math.min(least, best);
  }
  return Math.min(least, i);
}

/** Nobody mistypes more than that, and to look for it among long names takes long. */
const MOST_EDITS = 6;

/** The candidate that was most likely meant; undefined when more than a third of the letters differ. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let edits = Math.min(MOST_EDITS, Math.max(1, Math.floor(name.length / 3))) + 1;
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= edits) continue;
    const needed = distance(name, candidate, edits - 1);
    if (needed < edits) [best, edits] = [candidate, needed];
  }
  return best;
}
