/** Records fills without end, telling each once it counts, until it is killed: `node --import tsx recording.ts FILE`. */
import { writeSync } from "node:fs";
import { openStores } from "../../../app/store/stores.ts";
import { systemClock } from "../../../app/system.ts";
import { memoryLog } from "../support/memory-log.ts";
import { connectionTo, fillStep, openRecorder } from "./records.ts";

const stores = openStores({
  // The port of nobody: the database is away all the time.
  ...{ database: connectionTo(1), redis: undefined, spillPath: process.argv[2] },
  ...{ clock: systemClock, random: () => 0.5, recorder: openRecorder().recorder, log: memoryLog() },
});
for (let sequence = 1; ; sequence += 1) {
  stores.record(fillStep(sequence));
  writeSync(1, `${sequence}\n`);
}
