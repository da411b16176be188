/**
 * How long each service of the running platform is away when its container is restarted: until its health check passes
 * again, the median of three. Writes stacks/restart-times.json, which reviews tell from.
 * `QUANTFLOW_INSTANCE=... npx tsx bench/restarts.ts`
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { modelOf, siteOf } from "../cli/stack/site.ts";

const root = join(import.meta.dirname, "..");
const site = siteOf({ root, variables: process.env });
const seconds: Record<string, number> = {};
for (const service of modelOf(site).services) {
  const runs = [];
  for (let run = 0; run < 3; run++) runs.push(await restarted(site.names.container(service)));
  seconds[service.name] = runs.toSorted((a, b) => a - b)[1] as number;
  console.info(`${service.name}: ${runs.join(", ")} s`);
}
const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`;
const measured = new Date().toISOString().slice(0, 10);
const text = JSON.stringify({ command: "npx tsx bench/restarts.ts", measured, machine, seconds }, null, 2);
writeFileSync(join(root, "stacks/restart-times.json"), `${text}\n`);

async function restarted(container: string): Promise<number> {
  const began = performance.now();
  const healthy = spawn("docker", [
    "events",
    ...["--filter", `container=${container}`],
    ...["--filter", "event=health_status: healthy"],
  ]);
  execFileSync("docker", ["restart", "--time", "30", container]);
  await once(createInterface(healthy.stdout), "line");
  healthy.kill();
  return Math.round((performance.now() - began) / 100) / 10;
}
