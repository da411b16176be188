import { dashboards } from "../dashboards/index.ts";
import { dashboardFiles } from "../lib/renderings/grafana/provisioning.ts";
import { type Names, volumeWithoutSize } from "../lib/renderings/kubernetes/index.ts";
import {
  type ChartGiven,
  hostsIn,
  labelsIn,
  type MonitoringGiven,
  type Program,
  runbooksIn,
  type StackServices,
  stackNames,
  stackPlaces,
} from "../lib/renderings/kubernetes/monitoring/index.ts";
import type { RegistryImage } from "../lib/services/image.ts";
import type { Service } from "../lib/services/service.ts";
import { FOLDER } from "./content.ts";
import { dataSources } from "./data-sources.ts";
import type { KubernetesGround } from "./environment.ts";
import { alertmanagerFiles, prometheusFiles } from "./files.ts";
import type { Model } from "./model.ts";
import { referencesIn } from "./references.ts";
import { alertmanager } from "./services/alertmanager.ts";
import { grafana } from "./services/grafana.ts";
import { nodeExporter } from "./services/node-exporter.ts";
import { prometheus } from "./services/prometheus.ts";
import { images } from "./versions.ts";

/** The services that the stack runs in our place. */
export const STACK_SERVICES: StackServices = {
  prometheus: prometheus.name,
  alertmanager: alertmanager.name,
  grafana: grafana.name,
  nodeExporter: nodeExporter.name,
};

/** The most nodes that are watched, which Prometheus has room for; past it TargetLimitHit says so. */
export const MOST_NODES = 50;

const authorityOf = ({ stack }: KubernetesGround) => ({ name: stack.certificate, key: "ca.crt" });

/** What the monitoring objects of an environment are made of. */
export function monitoringGiven(model: Model, ground: KubernetesGround, names: Names): MonitoringGiven {
  const { environment, services, targets } = model;
  const { stack } = ground;
  const elsewhere = stackPlaces({
    stack,
    services: STACK_SERVICES,
    authority: authorityOf(ground),
    nodes: MOST_NODES,
  });
  return {
    names,
    stack,
    targets,
    services: services.filter(({ name }) => !elsewhere.has(name)),
    elsewhere,
    scraper: prometheus,
    alertmanager,
    interval: environment.interval,
    timeout: environment.scrapeTimeout,
    prometheusFiles: prometheusFiles(model),
    alertmanagerFiles: alertmanagerFiles(model),
    alertmanagerSecrets: Object.keys(services.find(({ name }) => name === alertmanager.name)?.secrets ?? {}),
    // Files fill no library.
    dashboards: dashboardFiles(dashboards, { ...referencesIn(model), library: "inline" }),
    folder: FOLDER.title,
  };
}

/** What the values of the chart are made of; `monitoring` where it is at hand, for its files take a while to write. */
export function chartGiven(
  model: Model,
  ground: KubernetesGround,
  names: Names,
  monitoring: MonitoringGiven = monitoringGiven(model, ground, names),
): ChartGiven {
  const { environment, targets } = model;
  const { stack, storage } = ground;
  const program = programIn(model, ground, names);
  const { hosts } = stackNames(stack);
  const carried = [
    [prometheus.name, hosts.prometheus],
    [alertmanager.name, hosts.alertmanager],
  ] as const;
  return {
    stack,
    targets,
    labels: labelsIn(monitoring),
    interval: environment.interval,
    timeout: environment.scrapeTimeout,
    retention: environment.retention,
    externalLabels: { environment: environment.label },
    prometheus: program(prometheus, images.prometheus.registry),
    alertmanager: program(alertmanager, images.alertmanager.registry),
    ...(isPresent(grafana, model) && {
      grafana: {
        ...program(grafana, images.grafana.registry),
        environment: grafana.environment ?? {},
        dataSources: dataSources({ environment, timescaledb: true }),
      },
    }),
    ...(isPresent(nodeExporter, model) && {
      nodeExporter: {
        image: images["node-exporter"].registry,
        limits: nodeExporter.limits,
      },
    }),
    ...(storage.class !== undefined && { storageClass: storage.class }),
    runbooks: runbooksIn(monitoring).volume,
    authority: authorityOf(ground),
    hosts: new Map([...hostsIn(monitoring), ...carried]),
  };
}

const isPresent = (service: Service, { services }: Model): boolean =>
  services.some(({ name }) => name === service.name);

const programIn =
  (model: Model, { storage, replicas }: KubernetesGround, names: Names) =>
  (service: Service, image: RegistryImage): Program => ({
    image,
    limits: service.limits,
    replicas: replicas[service.name] ?? 1,
    storage: sizeOf(service, storage.sizes),
    secret: names.secret(service),
    url: model.publicUrl(service, "web"),
  });

/** The chart claims one volume for each program. */
function sizeOf({ name, volumes = [] }: Service, sizes: KubernetesGround["storage"]["sizes"]) {
  const volume = volumes[0]?.volume.name ?? `${name}-data`;
  const size = sizes[volume];
  if (!size) throw volumeWithoutSize(name, volume);
  return size;
}
