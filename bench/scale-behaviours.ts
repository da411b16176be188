import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Random } from "../app/clock.ts";
import { builtTool } from "../test/support/tools.ts";
import { BEHAVIOURS, type Behaviour } from "./scale-page.ts";
import { Storage } from "./scale-storage.ts";

/** What a sample of a series that goes on so takes in a block of two hours. */
export interface BehaviourBytes {
  readonly behaviour: Behaviour;
  readonly chunkBytesPerSample: number;
}

const SERIES = 200;
const INTERVAL_SECONDS = 15;
const BLOCK_SECONDS = 7_200;
/** Where blocks of two hours begin. */
const START_SECONDS = 200_000 * BLOCK_SECONDS;

/** One block for each behaviour, which promtool makes of text as Prometheus would of scrapes. */
export async function measureBehaviours(random: Random): Promise<readonly BehaviourBytes[]> {
  const measured: BehaviourBytes[] = [];
  for (const behaviour of Object.keys(BEHAVIOURS) as Behaviour[])
    measured.push({ behaviour, chunkBytesPerSample: await bytesOf(openMetrics(behaviour, random)) });
  return measured;
}

/** Series after series, each with its two hours. */
export function openMetrics(behaviour: Behaviour, random: Random, series = SERIES): string {
  const samples = BLOCK_SECONDS / INTERVAL_SECONDS;
  const lines = Array.from({ length: series }, (_, index) => {
    let value = 1_000;
    return Array.from({ length: samples }, (_, step) => {
      value = BEHAVIOURS[behaviour](value, random);
      return `events{series="${index}"} ${value} ${START_SECONDS + step * INTERVAL_SECONDS}\n`;
    }).join("");
  });
  return `# TYPE events gauge\n${lines.join("")}# EOF\n`;
}

async function bytesOf(text: string): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), "quantflow-scale-"));
  try {
    const [file, blocks] = [join(directory, "events.txt"), join(directory, "data")];
    await writeFile(file, text);
    const create = ["tsdb", "create-blocks-from", "openmetrics", "--quiet", file, blocks];
    await promisify(execFile)(await builtTool("promtool"), create);
    const block = new Storage(blocks).fullestBlock();
    if (block === undefined) throw new Error("promtool made no block");
    return Number((block.chunkBytes / block.samples).toFixed(2));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
