import {
  assertNone,
  COREDNS,
  type KubernetesGiven,
  namesIn,
  objectFaults,
  objectFiles,
  workloadObjects,
} from "../lib/renderings/kubernetes/index.ts";
import {
  assertPickedUp,
  chartValues,
  monitoringObjects,
  prometheusResource,
  stackPods,
  valuesFile,
} from "../lib/renderings/kubernetes/monitoring/index.ts";
import type { Service } from "../lib/services/service.ts";
import { linksOf } from "../lib/services/target-graph.ts";
import type { KubernetesGround, Market } from "./environment.ts";
import { encryptedByCluster, oneCopyACluster } from "./errors.ts";
import { referenceOf } from "./images.ts";
import { PLAIN_INSTANCE } from "./instance.ts";
import { chartGiven, monitoringGiven, STACK_SERVICES } from "./kubernetes-monitoring.ts";
import { kubernetesPage } from "./kubernetes-page.ts";
import type { Model } from "./model.ts";
import { quantflowApp } from "./services/index.ts";
import { targetGraph } from "./target-graph.ts";
import { under } from "./under.ts";
import type { ImageName } from "./versions.ts";

const PRODUCT = "quantflow";
const TOOLBOX: ImageName = "toolbox";

/**
 * What `kubectl apply -f kubernetes` takes, the values of the chart, and how to bring both into a cluster. Fails, with
 * all that is wrong at once, on what a cluster could not run.
 */
export function kubernetesFiles(model: Model, ground: KubernetesGround): ReadonlyMap<string, string> {
  const given = kubernetesGiven(model, ground);
  const objects = [...workloadObjects(given), ...monitoringObjects(monitoringGiven(model, ground, given.names))];
  assertNone(objectFaults(objects));
  const values = chartValues(chartGiven(model, ground, given.names));
  assertPickedUp(objects, prometheusResource(values.values, ground.stack));
  return new Map([
    ...under("kubernetes", objectFiles(objects)),
    ["kubernetes/README.md", kubernetesPage(model, ground, given)],
    ["helm/values.yaml", valuesFile(values)],
  ]);
}

/** What the model's services are to become in the cluster. Fails on a named instance: its objects would have these names too. */
export function kubernetesGiven(model: Model, ground: KubernetesGround): KubernetesGiven {
  const { services, instance, environment } = model;
  const { stack, namespace, pullSecret } = ground;
  const { encryption } = environment;
  if (encryption !== "none") throw encryptedByCluster(environment.name, encryption);
  if (instance.prefix !== PLAIN_INSTANCE) throw oneCopyACluster(environment.name, instance.prefix);
  const imageReference = imagesIn(model, ground);
  const elsewhere = stackPods({ stack, services: STACK_SERVICES });
  return {
    names: namesIn({ namespace, product: PRODUCT, instance: namespace }),
    services: services.filter((service) => !isInStack(service)),
    links: linksOf(targetGraph(model)),
    carried: services.filter(({ name }) => elsewhere[name] !== undefined),
    elsewhere,
    imageReference,
    toolbox: TOOLBOX,
    replicas: ground.replicas,
    storage: ground.storage,
    nameServer: ground.nameServer ?? COREDNS,
    outside: { [quantflowApp.name]: portsOf(environment.market) },
    ...(pullSecret !== undefined && { pullSecret }),
  };
}

/** Brought by the chart, or by every node. */
const isInStack = ({ name }: Service): boolean => Object.values<string>({ ...STACK_SERVICES }).includes(name);

/** What is built here has the name of its content, which is read once, and keeps it in the registry that it is pushed to. */
function imagesIn({ resolution }: Model, { registry }: KubernetesGround) {
  const references = new Map<string, string>();
  return (image: string): string | undefined => {
    const reference = references.get(image) ?? referenceOf(image, resolution.imageSource);
    references.set(image, reference);
    if (!reference.startsWith(BUILT)) return reference;
    return registry === undefined ? undefined : `${registry}/${reference.slice(BUILT.length)}`;
  };
}
const BUILT = "quantflow-local/";

/** The ports of the world that prices come from. */
const portsOf = (market: Market): readonly number[] =>
  market === "simulated" ? [] : [...new Set([market.stream, market.rest].map(portOf))];

/** An address without a port has its scheme's, which is that of TLS for all but these two. */
const PLAIN: readonly string[] = ["http:", "ws:"];
function portOf(text: string): number {
  const { port, protocol } = new URL(text);
  return port === "" ? (PLAIN.includes(protocol) ? 80 : 443) : Number(port);
}
