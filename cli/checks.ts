import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ALERTMANAGERS, type ToolFolder } from "../stacks/versions.ts";
import type { Context } from "./command.ts";
import { CliError } from "./errors.ts";
import { buildFolder } from "./tools/build.ts";
import { readFolder } from "./tools/folder.ts";
import { buildTools } from "./tools/index.ts";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const added = (counts: readonly Counts[]): Counts => ({
  passed: total(counts, "passed"),
  failed: total(counts, "failed"),
  skipped: total(counts, "skipped"),
});

const total = (counts: readonly Counts[], which: keyof Counts): number =>
  counts.reduce((sum, one) => sum + one[which], 0);

/** `12 passed, 0 failed, 1 skipped` */
export const countsText = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** The programs that judge what we write; built before the tests, so that no test's patience is spent on a compiler. */
export const buildJudges = async (context: Context): Promise<void> => {
  await buildTools(context, ["promtool", "prometheus"]);
  for (const version of ALERTMANAGERS) await buildFolder(context, readFolder(context.root, version));
};

/** What the unit tests ask beside the judges of `check`. */
export const buildForTests = async (context: Context): Promise<void> => {
  await buildJudges(context);
  await buildFolder(context, readFolder(context.root, "docker-compose"));
};

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

/** What only the full tests run: the programs of the other grounds. An hour's compiling the first time, then kept. */
const OTHER_GROUNDS = [
  "etcd",
  "kubernetes",
  "prometheus-operator",
  "prometheus-kubernetes",
  "kubeconform",
  "mimir",
  "thanos",
] as const satisfies readonly ToolFolder[];

export async function buildOtherGrounds(context: Context): Promise<void> {
  for (const name of OTHER_GROUNDS) await buildFolder(context, readFolder(context.root, name));
}

/** The projects of vitest.config.ts, in the order in which they run. */
export type Project = "unit" | "e2e" | "full";

/** Runs a vitest project, or those of its files that `only` begins. Fails when vitest ended without a report. */
export async function tests(context: Context, project: Project, only: readonly string[] = []): Promise<Counts> {
  const file = join(context.root, ".quantflow", "test", `${project}.json`);
  mkdirSync(join(file, ".."), { recursive: true });
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await shown(context, join("node_modules", ".bin", "vitest"), [
    "run",
    "--project",
    project,
    ...reporters,
    ...only,
  ]);
  return counted(file, project, code);
}

function counted(file: string, project: string, code: number | null): Counts {
  const read = reportIn(file, project, code);
  // A file that does not load has no tests to fail, yet it must not pass.
  const failed = Math.max(read.numFailedTests, code === 0 ? 0 : 1);
  return { passed: read.numPassedTests, failed, skipped: read.numPendingTests + read.numTodoTests };
}

/** A vitest that was killed, or a full disk, leaves none or half of one. */
function reportIn(file: string, project: string, code: number | null): z.infer<typeof report> {
  try {
    return report.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw noReport(project, code, cause);
  }
}

const noReport = (project: string, code: number | null, cause: unknown): CliError =>
  new CliError(
    "check/no-report",
    `vitest ended with ${code === null ? "a signal" : `exit code ${code}`} and left no report of the ${project} tests.`,
    "Its own words are above; run it alone: npx vitest run",
    { cause },
  );

async function shown(context: Context, name: string, args: readonly string[]): Promise<number | null> {
  const { root, run, signal, terminal, variables } = context;
  const colour = terminal.interactive && !variables["NO_COLOR"];
  const environment = { ...variables, ...(colour ? { FORCE_COLOR: "1" } : {}) };
  const { code } = await run(join(root, name), args, {
    directory: root,
    environment,
    signal,
    onLine: (line) => terminal.print(line),
  });
  return code;
}
