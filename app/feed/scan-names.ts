const SLOTS = 1024;

/**
 * Names of markets as strings, without making one for each frame. The table has a fixed size, so no flood of new names
 * fills the memory: a name takes the place of the one that its slot held.
 */
export class Names {
  readonly #slots: string[] = new Array<string>(SLOTS).fill("");

  /** The bytes from `from` to `to`, which the caller knows to be ASCII and not many. */
  read(bytes: Buffer, from: number, to: number): string {
    let hash = 0;
    for (let at = from; at < to; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
    const slot = hash & (SLOTS - 1);
    const known = this.#slots[slot] as string;
    if (isSame(known, bytes, from, to)) return known;
    const name = bytes.toString("latin1", from, to);
    this.#slots[slot] = name;
    return name;
  }
}

function isSame(name: string, bytes: Buffer, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let at = from; at < to; at += 1) if (name.charCodeAt(at - from) !== bytes[at]) return false;
  return true;
}
