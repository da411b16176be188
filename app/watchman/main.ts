/** Entry point of the watchman. */
import { createLog } from "../log.ts";
import { runProcess } from "../process.ts";
import { systemClock, systemRandom } from "../system.ts";
import { startWatchman } from "./application.ts";
import { watchmanConfiguration } from "./configuration.ts";

const log = createLog("watchman");
await runProcess(log, async () =>
  startWatchman(watchmanConfiguration(process.env), { clock: systemClock, random: systemRandom, log }),
);
