import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../../cli/run.ts";
import { builtTool } from "../../../support/tools.ts";

const PINS = join(import.meta.dirname, "../../../../tools/prometheus");
// Source: promqltest/test.go, patEvalInstant and patEvalRange.
const INSTANT = /^eval(?:_(?:fail|warn|ordered|info))?\s+instant\s+(?:at\s+\S+\s+)?(.+)$/;
const RANGE = /^eval(?:_(?:fail|warn|info))?\s+range\s+from\s+\S+\s+to\s+\S+\s+step\s+\S+\s+(.+)$/;

/** Every one-line expression of the PromQL test corpus in the pinned Prometheus module. */
export async function corpus(): Promise<readonly string[]> {
  const directory = join(await prometheusModule(), "promql/promqltest/testdata");
  const files = (await readdir(directory)).filter((file) => file.endsWith(".test"));
  const texts = await Promise.all(files.map((file) => readFile(join(directory, file), "utf8")));
  const expressions = texts
    .flatMap((text) => text.split("\n"))
    .flatMap((line) => (INSTANT.exec(line.trim()) ?? RANGE.exec(line.trim()))?.[1] ?? []);
  return [...new Set(expressions)];
}

/** Fetched by the go.mod that the tools are built from, into Go's own cache. */
async function prometheusModule(): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), "corpus-"));
  try {
    for (const file of ["go.mod", "go.sum"]) await writeFile(join(scratch, file), await readFile(join(PINS, file)));
    const args = ["mod", "download", "-json", "github.com/prometheus/prometheus"];
    const { code, stdout, stderr } = await run("go", args, { directory: scratch });
    if (code !== 0) throw new Error(`the Prometheus module is not to be had: ${stderr || stdout}`);
    return JSON.parse(stdout).Dir;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Go fetches the corpus and builds promtool. With CI set it must be there. */
export const canJudge = (): boolean =>
  Boolean(process.env["CI"]) || (process.env["PATH"] ?? "").split(":").some((folder) => existsSync(join(folder, "go")));

/** Which of these expressions promtool refuses, with its reasons. */
export async function refusedByPromtool(
  expressions: readonly string[],
  features: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const promtool = await builtTool("promtool");
  const directory = await mkdtemp(join(tmpdir(), "promtool-"));
  try {
    const rules = expressions.map((expr, index) => ({ record: `expression_${index}`, expr }));
    await writeFile(join(directory, "rules.yml"), JSON.stringify({ groups: [{ name: "corpus", rules }] }));
    const flags = features.length > 0 ? [`--enable-feature=${features.join(",")}`] : [];
    const { stdout, stderr } = await run(promtool, ["check", "rules", "--lint=none", ...flags, "rules.yml"], {
      directory,
    });
    const told = [...`${stdout}\n${stderr}`.matchAll(/rule \d+, "expression_(\d+)": (.*)/g)];
    return new Map(told.map(([, index, reason]) => [expressions[Number(index)] ?? "", reason ?? ""]));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
