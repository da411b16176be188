/** So many bytes nobody can foretell: `randomBytes` of node:crypto, outside tests. */
export type Random = (size: number) => Uint8Array;

/** A source that gives too few would silently weaken a key or shift a frame. */
export function bytesFrom(random: Random, size: number): Uint8Array {
  const bytes = random(size);
  if (bytes.length !== size) throw new RangeError(`The source of randomness gave ${bytes.length} bytes, not ${size}`);
  return bytes;
}
