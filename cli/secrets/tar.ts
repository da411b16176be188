/** A file or, with `content` undefined, a directory of an archive. */
export interface TarEntry {
  readonly path: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly content?: Uint8Array;
}

const BLOCK = 512;

/** A POSIX ustar archive (IEEE Std 1003.1, pax, "ustar Interchange Format"). Paths are at most 100 bytes. */
export const tar = (entries: readonly TarEntry[]): Buffer =>
  Buffer.concat([...entries.flatMap(member), Buffer.alloc(2 * BLOCK)]);

function member(entry: TarEntry): Buffer[] {
  const content = entry.content ?? new Uint8Array();
  const padding = (BLOCK - (content.length % BLOCK)) % BLOCK;
  return [header(entry, content.length), Buffer.from(content), Buffer.alloc(padding)];
}

function header({ path, mode, uid, gid, content }: TarEntry, size: number): Buffer {
  if (Buffer.byteLength(path) > 100) throw new RangeError(`tar path longer than 100 bytes: ${path}`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, offset: number, length: number) =>
    block.write(`${value.toString(8).padStart(length - 1, "0")}\0`, offset, "latin1");
  block.write(path, 0, "utf8");
  octal(mode, 100, 8);
  octal(uid, 108, 8);
  octal(gid, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  block.write(content === undefined ? "5" : "0", 156, "latin1");
  block.write("ustar\u000000", 257, "latin1");
  // The checksum is taken with its own field read as spaces.
  block.fill(" ", 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}
