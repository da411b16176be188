/** Damerau-Levenshtein distance (adjacent letters swapped count once): edits between two names. */
export function distance(left: string, right: string): number {
  const rows: number[][] = [[...Array(right.length + 1).keys()]];
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) row.push(cell(rows, row, left, right, i, j));
    rows.push(row);
  }
  return rows[left.length]?.[right.length] ?? 0;
}

function cell(rows: number[][], row: number[], left: string, right: string, i: number, j: number): number {
  const at = (r: number, c: number) => (r === i ? row[c] : rows[r]?.[c]) ?? Number.POSITIVE_INFINITY;
  const same = left[i - 1] === right[j - 1];
  const best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
  const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
  return swapped ? Math.min(best, at(i - 2, j - 2) + 1) : best;
}

/** The candidate that was most likely meant; undefined when none is near (more than a third of the letters differ). */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: distance(name, candidate) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3)))
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.candidate;
}
