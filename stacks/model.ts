import type { Group } from "../lib/alerting/rules/group.ts";
import { paced } from "../lib/alerting/rules/pace.ts";
import type { Service } from "../lib/services/service.ts";
import type { Target } from "../lib/services/target.ts";
import type { Job } from "../metrics/index.ts";
import { rules } from "../rules/index.ts";
import type { Environment } from "./environments.ts";
import { portNotGiven } from "./errors.ts";
import { alertmanagerFiles, grafanaFiles, prometheusFiles } from "./files.ts";
import type { Instance } from "./instance.ts";
import { type Omission, omissions } from "./omissions.ts";
import type { Resolution } from "./resolution.ts";
import * as all from "./services/index.ts";
import { targets } from "./targets.ts";

export interface Given {
  readonly environment: Environment;
  readonly instance: Instance;
  readonly resolution: Resolution;
}

/** One environment as it will stand: what runs, what is scraped, what alerts, what is left out. */
export interface Model extends Given {
  readonly services: readonly Service[];
  readonly omitted: readonly Omission[];
  readonly targets: readonly Target<Job>[];
  readonly groups: readonly Group[];
  /** The loopback port of the host for a port that a person opens. */
  readonly hostPort: (service: Service, port: string) => number;
  /** `http://localhost:9090` */
  readonly publicUrl: (service: Service, port: string) => string;
}

const everyService: readonly Service[] = [
  all.quantflowApp,
  all.exchange,
  all.timescaledb,
  all.redis,
  all.nodeRed,
  all.prometheus,
  all.alertmanager,
  all.grafana,
  all.mail,
  all.postgresExporter,
  all.redisExporter,
  all.nodeExporter,
  all.blackboxExporter,
  all.cadvisor,
];

/** Fails when a service opens a port that the environment does not place, or a route leaves an alert without receiver. */
export function model(given: Given): Model {
  const omitted = omissions(everyService, given.resolution);
  const present = everyService.filter((service) => !omitted.some(({ name }) => name === service.name));
  const scraped = Object.values(targets).filter((target) => isPresent(target, present));
  const groups = rules({ jobs: scraped.map((target) => target.job) });
  const hostPort = hostPortIn(given);
  const bare: Model = {
    ...given,
    services: present,
    omitted,
    targets: scraped,
    groups: groups.map((group) => paced(group, given.environment.pace)),
    hostPort,
    publicUrl: (service, port) => `http://localhost:${hostPort(service, port)}`,
  };
  return { ...bare, services: present.map((service) => configured(service, bare)) };
}

/** A target goes with the service that answers, and with the one that is asked about. */
const isPresent = ({ at, probe }: Target, present: readonly Service[]): boolean =>
  [at.service, probe?.of.service ?? at.service].every((needed) => present.some(({ name }) => name === needed.name));

const hostPortIn =
  ({ environment, instance }: Given) =>
  (service: Service, port: string): number => {
    const placed = environment.hostPorts[service.name]?.[port];
    if (placed === undefined) throw portNotGiven(service.name, port, environment.name);
    return placed + instance.portOffset;
  };

/** Those services whose files follow from the whole model get them. */
function configured(service: Service, model: Model): Service {
  const opened = () => model.publicUrl(service, "web");
  if (service === all.prometheus) return all.configuredPrometheus(prometheusFiles(model), opened());
  if (service === all.alertmanager) return all.configuredAlertmanager(alertmanagerFiles(model), opened());
  if (service === all.grafana) return all.configuredGrafana(grafanaFiles(model), opened());
  return service;
}
