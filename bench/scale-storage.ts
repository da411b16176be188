import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A block on disk, in bytes. */
export interface Block {
  readonly series: number;
  readonly samples: number;
  readonly chunkBytes: number;
  readonly indexBytes: number;
}

/** Prometheus' directory, looked at from outside. */
export class Storage {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  logBytes(): number {
    return bytesIn(join(this.#directory, "wal"));
  }

  /** The block with most samples of each series: the first may have begun in the middle of its time. */
  fullestBlock(): Block | undefined {
    const [fullest] = this.#blocks().sort((a, b) => b.samples / b.series - a.samples / a.series);
    return fullest;
  }

  #blocks(): Block[] {
    // A block is there once its meta.json is: the directory is then moved to its name.
    return readdirSync(this.#directory)
      .map((name) => join(this.#directory, name))
      .filter((directory) => !directory.includes(".tmp-") && existsSync(join(directory, "meta.json")))
      .map(blockIn);
  }
}

function blockIn(directory: string): Block {
  const { stats } = JSON.parse(readFileSync(join(directory, "meta.json"), "utf8")) as {
    stats: { numSamples: number; numSeries: number };
  };
  return {
    series: stats.numSeries,
    samples: stats.numSamples,
    chunkBytes: bytesIn(join(directory, "chunks")),
    indexBytes: statSync(join(directory, "index")).size,
  };
}

/** Files go while they are listed, as segments of the log do. */
const bytesIn = (directory: string): number =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (sum, { parentPath, name }) => sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
