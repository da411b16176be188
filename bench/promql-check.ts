/** How long the checker takes, beside promtool on the same expressions: `npx tsx bench/promql-check.ts`. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkerCatalogue } from "../cli/promql/catalogue.ts";
import { run } from "../cli/run.ts";
import { check } from "../lib/promql/checker/index.ts";
import { JOBS } from "../metrics/index.ts";
import { rules } from "../rules/index.ts";
import { builtTool } from "../test/support/tools.ts";
import type { Measurement } from "./measurement.ts";
import { families } from "./promql-families.ts";

const EXPRESSIONS = 1000;
const RUNS = 3;
const groups = rules({ jobs: JOBS });
const catalogue = checkerCatalogue(join(import.meta.dirname, ".."));

/** A thousand expressions of our own rules, and the slowest of many families of 10 kB; the best of a few runs each. */
export async function measurePromqlCheck(): Promise<readonly Measurement[]> {
  const own = groups.flatMap(({ alerts }) => alerts.map(({ condition }) => condition.promql));
  const expressions = Array.from({ length: EXPRESSIONS }, (_, index) => own[index % own.length] ?? "");
  const slowest = families.map(measured).sort((a, b) => b.milliseconds - a.milliseconds)[0];
  const milliseconds = await best(() => expressions.forEach(judge));
  return [
    measurement("1,000 expressions", milliseconds, await promtool(expressions)),
    measurement(`10 kB at worst (${slowest?.name})`, slowest?.milliseconds ?? 0, await promtool([slowest?.text ?? ""])),
  ];
}

const judge = (expression: string): void => void check(expression, { catalogue, context: "rule" });

function measured({ name, text }: (typeof families)[number]) {
  const runs = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage();
    judge(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return { name, text, milliseconds: Math.min(...runs) };
}

/** Its start is a part of what everyone who checks a file waits for. */
async function promtool(expressions: readonly string[]): Promise<number> {
  const command = await builtTool("promtool");
  const directory = mkdtempSync(join(tmpdir(), "promql-check-"));
  try {
    const listed = expressions.map((expr, index) => ({ record: `expression_${index}`, expr }));
    writeFileSync(join(directory, "rules.yml"), JSON.stringify({ groups: [{ name: "bench", rules: listed }] }));
    return await best(() => run(command, ["check", "rules", "--lint=none", "rules.yml"], { directory }));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function best(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < RUNS; index++) {
    const before = performance.now();
    await work();
    times.push(performance.now() - before);
  }
  return Math.min(...times);
}

const measurement = (name: string, ours: number, peer: number): Measurement => ({
  ...{ name, unit: "ms", ours, peer, peerName: "promtool (syntax and types only)" },
  ratio: peer / ours,
});

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const { name, ours, peer, peerName } of await measurePromqlCheck())
    console.info(`${name}: ${ours.toFixed(0)} ms, ${peerName} ${peer?.toFixed(0)} ms`);
