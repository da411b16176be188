/** Damerau's distance (two letters swapped are one edit), given up once it must exceed `most`. */
function distance(left: string, right: string, most: number): number {
  let before: readonly number[] = [];
  let row: readonly number[] = [...Array(right.length + 1).keys()];
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) next.push(cell(left, right, i, j, [before, row, next]));
    if (Math.min(...next) > most) return Number.POSITIVE_INFINITY;
    [before, row] = [row, next];
  }
  return row[right.length] ?? 0;
}

function cell(left: string, right: string, i: number, j: number, rows: readonly (readonly number[])[]): number {
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  const same = left[i - 1] === right[j - 1];
  const best = Math.min(at(1, j) + 1, at(2, j - 1) + 1, at(1, j - 1) + (same ? 0 : 1));
  const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
  return swapped ? Math.min(best, at(0, j - 2) + 1) : best;
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
