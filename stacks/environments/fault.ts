import { gibibytes, hours, seconds } from "../../lib/metrics/units.ts";
import type { Environment } from "../environment.ts";
import { local } from "./local.ts";

/** For tests that break things and wait until it is told. */
export const fault: Environment = {
  ...local,
  name: "fault",
  summary: "like local, with every interval, `for` and window of the rules a fifth as long, for fault tests",
  interval: seconds(3),
  // An exporter whose database is gone tells so after two tries of a second.
  scrapeTimeout: seconds(3),
  pace: 5,
  retention: { time: hours(6), size: gibibytes(2) },
  label: "fault",
};
