import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { repository } from "./clone.ts";

/** One thing that the run measured. */
export interface Measurement {
  readonly what: string;
  readonly seconds: number;
  /** What is aimed at on two idle cores; undefined where nothing was promised. */
  readonly target?: number;
  /** The machine's load over the last minute when it was measured: above the number of cores, others were at work. */
  readonly load: number;
}

const folder = join(repository, ".quantflow", "test");
const lines = join(folder, "end-to-end.jsonl");

export function startReport(): void {
  mkdirSync(folder, { recursive: true });
  rmSync(lines, { force: true });
}

/** Notes a time for the report. Not asserted: the machine may be busy with something else. */
export function measured(what: string, seconds: number, target?: number): void {
  const measurement: Measurement = { what, seconds, ...(target && { target }), load: loadavg()[0] ?? 0 };
  appendFileSync(lines, `${JSON.stringify(measurement)}\n`);
}

/** Writes what was measured since `startReport` as end-to-end.json and end-to-end.md; nothing when nothing was. */
export function writeReport(): void {
  if (!existsSync(lines)) return;
  const measurements = readFileSync(lines, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Measurement);
  const machine = { cores: cpus().length, processor: cpus()[0]?.model ?? "", node: process.version };
  writeFileSync(join(folder, "end-to-end.json"), `${JSON.stringify({ machine, measurements }, null, 2)}\n`);
  writeFileSync(join(folder, "end-to-end.md"), page(machine, measurements));
}

function page(
  machine: { cores: number; processor: string; node: string },
  measurements: readonly Measurement[],
): string {
  const rows = measurements.map(
    ({ what, seconds, target, load }) => `| ${what} | ${seconds.toFixed(1)} | ${target ?? ""} | ${load.toFixed(1)} |`,
  );
  return [
    "# End-to-end run",
    "",
    `${machine.cores} cores (${machine.processor}), Node ${machine.node}. Where the load is above the number of cores, other programs were at work and the time says little.`,
    "",
    "| what | seconds | aimed at | load |",
    "| --- | ---: | ---: | ---: |",
    ...rows,
    "",
  ].join("\n");
}
