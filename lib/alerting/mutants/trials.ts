import { createHash } from "node:crypto";
import { z } from "zod";
import type { Promtool, Toolbox } from "./promtool.ts";
import { type Complaint, filesOf, readReport, rulesName, type Trial, testsName } from "./trial.ts";

const PROCESSES = 2;
/** Trials of one process: enough that its start costs nothing, few enough that the processes end together. */
const FEWEST = 8;
const MOST = 100;

interface Open {
  readonly trial: Trial;
  readonly key: string;
}

/**
 * What promtool says against the rules of each trial, in the order of the trials; what it has said before of the same
 * texts comes from the cache.
 */
export async function complaintsOf(
  trials: readonly Trial[],
  toolbox: Toolbox,
): Promise<readonly (readonly Complaint[])[]> {
  const all = trials.map((trial): Open => ({ trial, key: keyOf(trial, toolbox.promtool) }));
  const known = new Map<string, readonly Complaint[]>();
  for (const { key } of all) {
    const kept = keptIn((await toolbox.cache.read(key)) ?? "");
    if (kept !== undefined) known.set(key, kept);
  }
  const batches = inBatches(all.filter(({ key }) => !known.has(key)));
  const work = async (): Promise<void> => {
    for (let batch = batches.shift(); batch; batch = batches.shift())
      for (const [key, complaints] of await judged(batch, toolbox)) known.set(key, complaints);
  };
  await Promise.all(Array.from({ length: PROCESSES }, work));
  return all.map(({ key }) => known.get(key) ?? []);
}

const complaints: z.ZodType<readonly Complaint[]> = z.array(
  z.object({ rule: z.number(), kind: z.enum(["evaluation", "test"]), text: z.string() }),
);

/** What a full disk or a power cut left of the cache is judged anew. */
function keptIn(text: string): readonly Complaint[] | undefined {
  try {
    return complaints.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const keyOf = (trial: Trial, { version }: Promtool): string =>
  createHash("sha256")
    .update([version, ...filesOf(trial, "")].join("\n"))
    .digest("hex");

function inBatches(open: readonly Open[]): (readonly Open[])[] {
  const size = Math.min(MOST, Math.max(FEWEST, Math.ceil(open.length / (8 * PROCESSES))));
  return Array.from({ length: Math.ceil(open.length / size) }, (_, index) =>
    open.slice(index * size, (index + 1) * size),
  );
}

async function judged(batch: readonly Open[], { promtool, cache }: Toolbox) {
  const files = batch.flatMap(({ trial }, index) => {
    const [rules, tests] = filesOf(trial, `t${index}`);
    return [[rulesName(`t${index}`), rules] as const, [testsName(`t${index}`), tests] as const];
  });
  const report = readReport(
    await promtool.test(
      new Map(files),
      batch.map((_, index) => testsName(`t${index}`)),
    ),
  );
  const judgements = batch.map(({ key }, index) => [key, report.get(`t${index}`) ?? []] as const);
  for (const [key, complaints] of judgements) await cache.write(key, JSON.stringify(complaints));
  return judgements;
}
