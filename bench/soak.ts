/**
 * Half an hour of load with faults at random: `npm run soak [-- --minutes 30 --rate 20000 --seed 1 --write]`. Everything runs on the
 * loopback interface and is gone afterwards; `--write` keeps the report in docs/reports/soak.md. Exit code 1: something fell short.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { EXIT } from "../cli/command.ts";
import { isMistake } from "../cli/errors.ts";
import { madeBy } from "../test/support/made-by.ts";
import { badOption, stoppedEarly } from "./soak/errors.ts";
import { soakPage } from "./soak/report.ts";
import { soak } from "./soak/run.ts";
import { verdicts } from "./soak/verdicts.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "30" },
    rate: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});
const stopped = interruption();
try {
  process.exitCode = await main();
} catch (error) {
  // Anything else is what went wrong, even after Ctrl-C: a part that could not be ended is told of.
  const wasStopped = error instanceof Error && error.name === "AbortError";
  const mistake = wasStopped ? stoppedEarly() : error;
  if (!isMistake(mistake)) throw mistake;
  console.error(`error: ${mistake.message}\n  ${mistake.remedy}\n  (${mistake.code})`);
  process.exitCode = wasStopped ? EXIT.interrupted : EXIT.failed;
}

async function main(): Promise<number> {
  const minutes = numberOf("minutes", values.minutes, 2, 120);
  const messagesPerSecond = numberOf("rate", values.rate, 100, 100_000);
  const seed = numberOf("seed", values.seed, 0, 999_999_999);
  const root = join(import.meta.dirname, "..");
  const command = `npm run soak -- --minutes ${minutes} --rate ${messagesPerSecond} --seed ${seed}`;
  // Of the tree as it is now: half an hour later it may be another.
  const made = await madeBy(root, command, new Date());
  const soaked = await soak({ minutes, messagesPerSecond, seed, tell: console.error, signal: stopped });
  const page = soakPage(soaked, made);
  console.log(page);
  if (values.write) writeFileSync(join(root, "docs", "reports", "soak.md"), page);
  return verdicts(soaked).every(({ holds }) => holds) ? EXIT.ok : EXIT.failed;
}

function numberOf(option: string, given: string, least: number, most: number): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw badOption(option, `a whole number from ${least} to ${most}`, given);
}

/** Aborts at Ctrl-C, so that what was started is ended before this program is. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
