import { days, gibibytes, seconds } from "../../lib/metrics/units.ts";
import type { Environment } from "../environment.ts";
import { single } from "../profiles/single.ts";
import { caught, onSite, watchfulBy } from "../receivers.ts";

/** Everything on one machine, and nothing leaves it. */
export const local: Environment = {
  name: "local",
  summary: "everything in this machine's Docker engine, trading on a simulated exchange, mail kept in a catcher",
  ground: { kind: "docker" },
  leavesOut: {},
  profile: single,
  market: "simulated",
  audience: onSite,
  watchman: watchfulBy(caught),
  encryption: "none",
  interval: seconds(15),
  scrapeTimeout: seconds(10),
  pace: 1,
  retention: { time: days(15), size: gibibytes(4) },
  hostPorts: {
    "quantflow-app": { http: 3000 },
    // One of the two is there: see STANDS_IN_FOR in omissions.ts.
    grafana: { web: 3001 },
    preview: { web: 3001 },
    "node-red": { web: 1880 },
    prometheus: { web: 9090 },
    alertmanager: { web: 9093 },
    mail: { web: 1080 },
    exchange: { control: 9444 },
  },
  label: "local",
  backend: { kind: "local" },
};
