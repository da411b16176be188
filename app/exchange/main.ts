/** Entry point of the simulated exchange. */
import { createLog } from "../log.ts";
import { runProcess } from "../process.ts";
import { systemClock } from "../system.ts";
import { startExchange } from "./application.ts";
import { exchangeConfiguration } from "./configuration.ts";

const log = createLog("exchange");
await runProcess(log, async () => startExchange(exchangeConfiguration(process.env), systemClock, log));
