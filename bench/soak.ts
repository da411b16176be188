/**
 * Half an hour of load with faults at random: `npm run soak [-- --minutes 30 --rate 20000 --seed 1 --write]`. Everything runs on the
 * loopback interface and is gone afterwards; `--write` keeps the report in docs/reports/soak.md. Exit code 1: something fell short.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { madeBy } from "../test/support/made-by.ts";
import { soakPage, verdicts } from "./soak/report.ts";
import { soak } from "./soak/run.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "30" },
    rate: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});
const [minutes, messagesPerSecond, seed] = [Number(values.minutes), Number(values.rate), Number(values.seed)];
if (
  !(
    minutes >= 1 &&
    minutes <= 120 &&
    messagesPerSecond >= 100 &&
    messagesPerSecond <= 100_000 &&
    Number.isInteger(seed)
  )
) {
  console.error("--minutes takes 1 to 120, --rate 100 to 100000 messages a second, --seed a whole number");
  process.exit(2);
}
const root = join(import.meta.dirname, "..");
const command = `npm run soak -- --minutes ${minutes} --rate ${messagesPerSecond} --seed ${seed}`;
const soaked = await soak({ minutes, messagesPerSecond, seed, tell: console.error });
const page = soakPage(soaked, await madeBy(root, command, new Date()));
console.log(page);
if (values.write) writeFileSync(join(root, "docs", "reports", "soak.md"), page);
process.exit(verdicts(soaked).every(({ holds }) => holds) ? 0 : 1);
