import type { Duration } from "../../../metrics/units.ts";
import type { Service } from "../../../services/service.ts";
import type { Target } from "../../../services/target.ts";
import type { Names } from "../names.ts";
import type { KubernetesObject } from "../object.ts";
import { alertmanagerSecret } from "./alertmanager.ts";
import { monitorFaults, type Scrapable } from "./conflicts.ts";
import { dashboardMaps } from "./dashboards.ts";
import { severalFaults } from "./errors.ts";
import { gossipPolicy } from "./gossip.ts";
import { byJob } from "./jobs.ts";
import { scrapeJobRelabelings } from "./labels.ts";
import { monitorOf } from "./monitor.ts";
import { objectForOperator } from "./operator/gate.ts";
import type { Place } from "./place.ts";
import { probeOf } from "./probe.ts";
import { prometheusRules } from "./rules.ts";
import { type Runbooks, runbooksOf } from "./runbooks.ts";
import type { Scraping } from "./scraping.ts";
import { pickedUp, type Stack } from "./stack.ts";
import { usersSecret } from "./users.ts";

type Files = ReadonlyMap<string, string>;

/** What the monitoring objects of an environment are made of. */
export interface MonitoringGiven {
  readonly names: Names;
  readonly stack: Stack;
  readonly targets: readonly Target[];
  /** The services that become workloads here. */
  readonly services: readonly Service[];
  /** Where a service is that becomes none; see `stackPlaces`. */
  readonly elsewhere: ReadonlyMap<string, Place>;
  /** The service that scrapes: Prometheus. Its Secret holds what it shows. */
  readonly scraper: Pick<Service, "name">;
  readonly alertmanager: Pick<Service, "name">;
  readonly interval: Duration;
  readonly timeout: Duration;
  /** The files of Docker's Prometheus; of these only rules and consoles are taken. */
  readonly prometheusFiles: Files;
  readonly alertmanagerFiles: Files;
  /** The keys of Alertmanager's Secret. */
  readonly alertmanagerSecrets: readonly string[];
  readonly dashboards: Files;
  /** The dashboards' folder, by its title. */
  readonly folder: string;
}

/**
 * Every object by which a kube-prometheus-stack watches an environment. Fails when a port is scraped twice, a selector
 * matches nothing, or the operator is too old for what it would need.
 */
export function monitoringObjects(given: MonitoringGiven): readonly KubernetesObject[] {
  const { stack } = given;
  const monitors = monitorsOf(given);
  const [fault, ...others] = monitorFaults(
    monitors,
    given.services.map((service) => scrapable(service, given)),
  );
  if (fault) throw severalFaults([fault, ...others]);
  return [
    ...monitors,
    ...prometheusRules({ ...placed(given), files: within(given.prometheusFiles, "rules/") }),
    ...dashboardMaps({ ...placed(given), files: given.dashboards, folder: given.folder }),
    ...runbooksIn(given).maps,
    gossipPolicy(stack, labelsIn(given)),
    usersSecret(placed(given), given.targets, usersName(stack)),
    alertmanagerSecret({
      stack,
      labels: labelsIn(given),
      files: given.alertmanagerFiles,
      secret: { name: given.names.secret(given.alertmanager), keys: given.alertmanagerSecrets },
      hosts: hostsIn(given),
    }),
  ].map((object) => objectForOperator(object, stack.operatorVersion));
}

/** The runbooks' ConfigMaps, and the volume of them that Prometheus mounts. */
export const runbooksIn = (given: MonitoringGiven): Runbooks =>
  runbooksOf({ ...placed(given), files: within(given.prometheusFiles, "console", "") });

/** What every monitoring object bears. */
export const labelsIn = ({ stack, names }: Pick<MonitoringGiven, "stack" | "names">) => pickedUp(stack, names.common);

/** How the stack's namespace calls the services; as on Docker where it is theirs. */
export const hostsIn = ({ names, services, stack }: Pick<MonitoringGiven, "names" | "services" | "stack">): Files =>
  new Map(services.map((one) => [one.name, stack.namespace === names.namespace ? one.name : names.host(one)]));

const placed = (given: MonitoringGiven) => ({ namespace: given.stack.namespace, labels: labelsIn(given) });

const within = (files: Files, prefix: string, cut = prefix): Files =>
  new Map([...files].filter(([name]) => name.startsWith(prefix)).map(([name, text]) => [name.slice(cut.length), text]));

const usersName = ({ name }: Stack): string => `${name}-users`;

function monitorsOf(given: MonitoringGiven): readonly KubernetesObject[] {
  const { names, stack, targets, interval, timeout, scraper } = given;
  const { namespace } = stack;
  const scraping: Scraping = { interval, timeout, namespace, secret: names.secret(scraper), users: usersName(stack) };
  const shared = { scraping, labels: labelsIn(given), placeOf: placeIn(given) };
  const hosts = hostsIn(given);
  return byJob(targets).map((job) =>
    job.targets[0].probe
      ? probeOf(job, { ...shared, host: ({ name }) => hosts.get(name) ?? name })
      : monitorOf(job, {
          ...shared,
          metricRelabelings: job.targets[0].at.service.name === scraper.name ? scrapeJobRelabelings(namespace) : [],
        }),
  );
}

/** A workload of ours stands behind the Service of its name; a Service has at least one port. */
const placeIn =
  ({ names, elsewhere }: MonitoringGiven) =>
  (service: Service): Place =>
    elsewhere.get(service.name) ?? {
      kind: "service",
      namespace: names.namespace,
      selector: names.selector(service),
    };

const scrapable = (service: Service, { names }: MonitoringGiven): Scrapable => ({
  name: names.object(service),
  namespace: names.namespace,
  labels: names.labels(service),
  serviceLabels: names.labels(service),
  ports: Object.keys(service.ports),
});
