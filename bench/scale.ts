/**
 * Memory and disk of the real Prometheus at 10 k, 100 k and 1 M series, beside what the sizing reckons and what is
 * documented: `npm run bench:scale [-- --series 10000,100000] [--write]`. It takes a quarter of an hour for each size, and
 * for 1 M series 4 GiB; `--write` keeps what was measured in bench/scale-points.json.
 */
import { existsSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { seededRandom } from "../app/exchange/random.ts";
import { table } from "../cli/terminal/table.ts";
import { FORMULAS } from "../lib/services/capacity.ts";
import { tools } from "../stacks/versions.ts";
import { measureBehaviours } from "./scale-behaviours.ts";
import { type MeasuredPoint, readScaleFile, SCALE_FILE, withPoints } from "./scale-file.ts";
import { measurePoint, type Size } from "./scale-point.ts";
import { SCALE_HEAD, scaleRow } from "./scale-table.ts";

/** The shorter the interval the sooner the chunks of 120 samples are full; the longest is what two processors keep up with. */
const SIZES: readonly Size[] = [
  { series: 10_000, targets: 10, intervalSeconds: 1, blockMinutes: 6 },
  { series: 100_000, targets: 20, intervalSeconds: 3, blockMinutes: 6 },
  { series: 1_000_000, targets: 40, intervalSeconds: 15, blockMinutes: 6 },
];

const { values } = parseArgs({ options: { series: { type: "string" }, write: { type: "boolean" } } });
const wanted = values.series?.split(",").map(Number) ?? SIZES.map(({ series }) => series);
const sizes = SIZES.filter(({ series }) => wanted.includes(series));
if (sizes.length !== wanted.length) {
  console.error(`There are the sizes ${SIZES.map(({ series }) => series).join(", ")}, not ${values.series}`);
  process.exit(2);
}

const measured = new Date().toISOString().slice(0, 10);
const behaviours = await measureBehaviours(seededRandom(1));
console.info(
  table([
    ["A SERIES THAT IS", "CHUNKS, BYTES A SAMPLE"],
    ...behaviours.map((one) => [one.behaviour, `${one.chunkBytesPerSample}`]),
  ]),
);
const points: MeasuredPoint[] = [];
for (const size of sizes) {
  points.push({ ...(await measurePoint(size)), measured });
  console.info(`\n${table([SCALE_HEAD, ...points.map(scaleRow)])}`);
}
console.info(
  `\n${table([["WHAT", "RECKONED AS", "SOURCE"], ...FORMULAS.map(({ of, formula, source }) => [of, formula, source])])}`,
);

if (values.write) {
  const now = {
    command: "npm run bench:scale -- --write",
    machine: `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`,
    prometheus: tools.prometheus.version,
    behaviours,
    points,
  };
  const before = existsSync(SCALE_FILE) ? readScaleFile() : undefined;
  writeFileSync(SCALE_FILE, `${JSON.stringify(withPoints(before, now), null, 2)}\n`);
}
