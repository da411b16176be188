/** What README's numbers rest on: each measured beside its peer in the same run. `npm run bench -- --json FILE` */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { table } from "../cli/terminal/table.ts";
import type { Measurement } from "./measurement.ts";
import { measurePromqlCheck } from "./promql-check.ts";

const { values } = parseArgs({ options: { json: { type: "string" } } });
const measurements: readonly Measurement[] = [...(await measurePromqlCheck())];
const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.versions.node}`;

console.info(machine);
console.info(table([["what", "ours", "peer", "times as fast"], ...measurements.map(row)]));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, measurements }, null, 2)}\n`);

function row({ name, unit, ours, peer, peerName, ratio }: Measurement): readonly string[] {
  const told = (value: number | undefined): string => (value === undefined ? "" : `${value.toFixed(0)} ${unit}`);
  return [name, told(ours), peer === undefined ? "" : `${told(peer)}, ${peerName}`, ratio?.toFixed(1) ?? ""];
}
