import { type Duration, days, gibibytes, hours, type Quantity, seconds } from "../lib/metrics/units.ts";
import type { Backend } from "./backend.ts";
import { unknownEnvironment } from "./errors.ts";

/** Everything that may differ between two places where this runs. No code outside asks for an environment's name. */
export interface Environment {
  readonly name: string;
  readonly summary: string;
  /** Scrape and evaluation interval, after `pace`. */
  readonly interval: Duration;
  /** How long a scrape may take. */
  readonly scrapeTimeout: Duration;
  /** Every interval, `for` and window of the rules and routes is divided by it; 1 except for fault tests. */
  readonly pace: number;
  readonly retention: { readonly time: Duration; readonly size: Quantity<"bytes"> };
  /** Host port of each port that a person opens, on the loopback interface, before the instance's offset. */
  readonly hostPorts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Prometheus' `environment` external label. */
  readonly label: string;
  /** Where Terraform keeps what it knows of this environment. */
  readonly backend: Backend;
}

const hostPorts = {
  "quantflow-app": { http: 3000 },
  // One of the two is there: see STANDS_IN_FOR in omissions.ts.
  grafana: { web: 3001 },
  preview: { web: 3001 },
  "node-red": { web: 1880 },
  prometheus: { web: 9090 },
  alertmanager: { web: 9093 },
  mail: { web: 1080 },
  exchange: { control: 9444 },
};

const local: Environment = {
  name: "local",
  summary: "everything in this machine's Docker engine, trading on a simulated exchange, mail kept in a catcher",
  interval: seconds(15),
  scrapeTimeout: seconds(10),
  pace: 1,
  retention: { time: days(15), size: gibibytes(4) },
  hostPorts,
  label: "local",
  backend: { kind: "local" },
};

const fault: Environment = {
  ...local,
  name: "fault",
  summary: "like local, every interval, `for` and window of the rules a fifth, for fault tests",
  interval: seconds(3),
  // An exporter whose database is gone tells so after two tries of a second.
  scrapeTimeout: seconds(3),
  pace: 5,
  retention: { time: hours(6), size: gibibytes(2) },
  label: "fault",
};

const docker: Environment = {
  ...local,
  name: "docker",
  summary:
    "like local, simulated exchange and mail catcher included, in the engine that DOCKER_HOST names; its state in PostgreSQL (PG_CONN_STR), for all who apply",
  retention: { time: days(30), size: gibibytes(8) },
  label: "docker",
  backend: { kind: "pg" },
};

export const environments = { local, docker, fault } as const;

/** Fails with the known names when there is no such environment. */
export function environmentNamed(name: string): Environment {
  const found = Object.values(environments).find((environment) => environment.name === name);
  if (!found) throw unknownEnvironment(name, Object.keys(environments));
  return found;
}
