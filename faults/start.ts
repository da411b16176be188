import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isMistake } from "../cli/errors.ts";
import { run } from "../cli/run.ts";
import { modelOf, siteOf } from "../cli/stack/site.ts";
import { byKind, type Choice, chosen } from "./choose.ts";
import { gitFailed, notRecovered, stopped, upFailed } from "./errors.ts";
import { type Cell, matrixOf } from "./matrix.ts";
import { page } from "./page.ts";
import { type Measured, perform, wellWithin } from "./perform.ts";
import { type CellResult, holds, measures } from "./result.ts";
import { readResults, withResult, writeResults } from "./results-file.ts";
import { type Stage, stageOf } from "./stage.ts";

export interface Options extends Choice {
  /** Only what does not hold yet, or was never measured. */
  readonly rest: boolean;
  /** At the intervals of environment `local`. */
  readonly production: boolean;
  /** Names the cells, and breaks nothing. */
  readonly list: boolean;
  /** Leaves the instance for the next run. */
  readonly keep: boolean;
}

const root = join(import.meta.dirname, "..");
const folder = join(root, "docs", "reports");
const [resultsPath, pagePath] = ["faults.json", "faults.md"].map((name) => join(folder, name)) as [string, string];

/** Answers the exit code: 1 when a cell falls short. */
export async function start(options: Options): Promise<number> {
  try {
    return await faults(options);
  } catch (error) {
    if (!isMistake(error)) throw error;
    console.error(`error: ${error.message}\n  ${error.remedy}\n  (${error.code})`);
    return 1;
  }
}

async function faults(options: Options): Promise<number> {
  const environment = options.production ? "local" : "fault";
  const variables = {
    ...process.env,
    QUANTFLOW_INSTANCE: process.env["QUANTFLOW_INSTANCE"] || "faults",
    QUANTFLOW_ENVIRONMENT: environment,
  };
  const site = siteOf({ variables, root });
  const matrix = matrixOf(modelOf(site).services);
  const cells = byKind(chosen(matrix, options).filter((cell) => !options.rest || !isDone(cell, environment)));
  if (options.list) return listed(cells);
  await quantflow(["up"], variables);
  const failed = await untilStopped((pause) =>
    inTurn(stageOf(site, { run, now: Date.now, pause }), matrix, cells, environment),
  );
  if (!options.keep) await quantflow(["down", "--delete-data", "--yes"], variables);
  console.info(
    `${cells.length} cells: ${cells.length - failed} hold, ${failed} fall short. See docs/reports/faults.md`,
  );
  return failed === 0 ? 0 : 1;
}

/** Ctrl-C ends the waiting, and so the cell: what it broke is mended first. */
async function untilStopped<T>(work: (pause: Stage["pause"]) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  try {
    return await work((milliseconds) => setTimeout(milliseconds, undefined, { signal: stop.signal }));
  } catch (error) {
    throw stop.signal.aborted && error instanceof Error && error.name === "AbortError" ? stopped() : error;
  }
}

function listed(cells: readonly Cell[]): number {
  for (const { name } of cells) console.info(name);
  return 0;
}

const isDone = (cell: Cell, environment: string): boolean =>
  readResults(resultsPath).some(
    (one) => one.cell === cell.name && one.environment === environment && measures(cell, one) && holds(one),
  );

async function quantflow(args: readonly string[], variables: NodeJS.ProcessEnv): Promise<void> {
  const { code, stderr } = await run(process.execPath, [join(root, "cli", "quantflow.mjs"), ...args], {
    directory: root,
    environment: variables,
    onLine: (line) => console.info(line),
  });
  if (code !== 0) throw upFailed(stderr.trim());
}

/** Answers how many fall short. Stops at one that does not recover: the next would measure it too. */
async function inTurn(stage: Stage, matrix: readonly Cell[], cells: readonly Cell[], environment: string) {
  const commit = await commitOf();
  let failed = 0;
  for (const [index, cell] of cells.entries()) {
    console.info(`${index + 1}/${cells.length} ${cell.name}`);
    const measured = await perform(stage, cell);
    const result = { ...measured, environment, commit, ...moment(stage) };
    keep(matrix, result);
    console.info(told(measured));
    if (!holds(result)) failed += 1;
    if (measured.recovered === undefined) throw notRecovered(cell.name, wellWithin(stage), measured.problems);
  }
  return failed;
}

const moment = ({ now }: Stage) => ({
  measuredAt: new Date(now()).toISOString(),
  load: loadavg()[0] ?? 0,
  cores: cpus().length,
});

function keep(matrix: readonly Cell[], result: CellResult): void {
  mkdirSync(folder, { recursive: true });
  const results = withResult(readResults(resultsPath), result);
  writeResults(resultsPath, results);
  writeFileSync(pagePath, page(matrix, results));
}

const told = ({ notices, problems, recovered, also }: Measured): string =>
  [
    ...notices.map((one) => {
      const by = one.told.map(
        ({ receiver, seconds, within }) => `${receiver} ${seconds?.toFixed(1) ?? "never"}/${within}`,
      );
      return `  ${one.alert}: fires ${one.firing?.toFixed(1) ?? "never"}/${one.firesWithin}, ${by.join(", ")}`;
    }),
    `  well again after ${recovered?.toFixed(1) ?? "never"}; also ${also.join(", ") || "nothing"}`,
    ...problems.map((problem) => `  falls short: ${problem}`),
  ].join("\n");

async function commitOf(): Promise<string> {
  const git = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await run("git", args, { directory: root });
    if (code !== 0) throw gitFailed(args, stderr.trim());
    return stdout.trim();
  };
  const changed = await git("status", "--porcelain", "--", ".", ":!docs/reports");
  return `${await git("rev-parse", "HEAD")}${changed === "" ? "" : "+"}`;
}
