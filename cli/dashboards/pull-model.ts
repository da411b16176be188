/** The dashboards of the code, posted from a thread of its own: `pull` runs this with edited sources. */
import { parentPort } from "node:worker_threads";
import { dashboards } from "../../dashboards/index.ts";

parentPort?.postMessage(dashboards);
