/**
 * What README's numbers rest on: each measured beside its peer in the same run.
 * `npm run bench [-- TOPIC …] [--json FILE] [--readme]`
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { table } from "../cli/terminal/table.ts";
import type { Measurement } from "./measurement.ts";
import { told, withTable } from "./report.ts";
import { topics } from "./topics.ts";

const README = join(import.meta.dirname, "../README.md");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, readme: { type: "boolean" } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(topics, name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}. There are: ${Object.keys(topics).join(", ")}`);
  process.exit(2);
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.versions.node}`;
const measurements: Measurement[] = [];
console.info(machine);
for (const name of Object.keys(topics)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const measured = await measuredApart(name);
  console.info(`\n${table([["what", "ours", "peer", "times as good", "aimed at"], ...measured.map(told)])}`);
  measurements.push(...measured);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, measurements }, null, 2)}\n`);
if (values.readme) writeFileSync(README, withTable(readFileSync(README, "utf8"), machine, measurements));

async function measuredApart(name: string): Promise<readonly Measurement[]> {
  const child = fork(join(import.meta.dirname, "measure-topic.ts"), [name], { execArgv: ["--import", "tsx"] });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the benchmark ${name} ended with ${code} before it had measured`);
  });
  const [measured] = await Promise.race([once(child, "message"), ended]);
  child.kill();
  return measured as readonly Measurement[];
}
