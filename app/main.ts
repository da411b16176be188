/** Entry point of the application: its environment, its clock, its chance, its end. */
import { startApplication } from "./application.ts";
import { readConfiguration } from "./configuration.ts";
import { createLog } from "./log.ts";
import { runProcess } from "./process.ts";
import { systemClock, systemRandom } from "./system.ts";

const log = createLog("quantflow");
await runProcess(log, async () => {
  const configuration = readConfiguration(process.env);
  log.level = configuration.logLevel;
  return startApplication(configuration, { clock: systemClock, random: systemRandom, log });
});
