/** How long a review of a large plan takes, and what memory, each in a process of its own: `npx tsx bench/review.ts`. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Measurement } from "./measurement.ts";
import { writePlan } from "./review-plan.ts";
import type { Run } from "./review-run.ts";

const CHANGES = 10_000;
const LARGE_BYTES = 200e6;
const RUNS = 3;
const PEER = "JSON.parse and a count of its actions";

export async function measureReview(): Promise<readonly Measurement[]> {
  const directory = mkdtempSync(join(tmpdir(), "review-"));
  const file = join(directory, "plan.json");
  try {
    const bytes = writePlan(file, CHANGES);
    const many = await measured(`review of ${CHANGES.toLocaleString("en-US")} changes`, file, ["2 s", "500 MB"]);
    writePlan(file, Math.ceil((CHANGES * LARGE_BYTES) / bytes));
    return [...many, ...(await measured("review of a plan of 200 MB", file, ["30 s", "2 GiB"]))];
  } finally {
    rmSync(directory, { recursive: true });
  }
}

type Reach = readonly [time: string, memory: string];

/** From the file to JSON that holds no secret: read, redacted, judged, compared; in turns with the peer. */
async function measured(name: string, file: string, [time, memory]: Reach): Promise<readonly Measurement[]> {
  const [ours, peer]: [Run[], Run[]] = [[], []];
  for (let round = 0; round < RUNS; round++) {
    ours.push(await apart("ours", file));
    peer.push(await apart("peer", file));
  }
  const both = (what: keyof Run) => ({ ours: median(ours, what), peer: median(peer, what) });
  return [
    measurement(name, "ms", both("milliseconds"), time),
    measurement(`${name}, most memory`, "MiB", both("mebibytes"), memory),
  ];
}

const measurement = (
  name: string,
  unit: string,
  { ours, peer }: { ours: number; peer: number },
  reach: string,
): Measurement => ({ name, unit, ours, peer, peerName: PEER, ratio: peer / ours, reach });

async function apart(who: "ours" | "peer", file: string): Promise<Run> {
  const child = fork(join(import.meta.dirname, "review-run.ts"), [who, file], { execArgv: ["--import", "tsx"] });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the review ended with ${code} before it had measured`);
  });
  const [run] = await Promise.race([once(child, "message"), ended]);
  child.kill();
  return run as Run;
}

const median = (runs: readonly Run[], what: keyof Run): number =>
  runs.map((run) => run[what]).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN;

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const { name, unit, ours, peer, peerName } of await measureReview())
    console.info(`${name}: ${ours.toFixed(0)} ${unit}; ${peerName}: ${peer?.toFixed(0)} ${unit}`);
