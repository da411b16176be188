import {
  assertNone,
  type KubernetesGiven,
  type KubernetesObject,
  namesIn,
  objectFaults,
  objectFiles,
  type Pods,
  workloadObjects,
} from "../lib/renderings/kubernetes/index.ts";
import { type Stack, stackNames } from "../lib/renderings/kubernetes/monitoring/stack.ts";
import { linksOf } from "../lib/services/target-graph.ts";
import type { KubernetesGround, Market } from "./environment.ts";
import { referenceOf } from "./images.ts";
import type { Model } from "./model.ts";
import { cadvisor } from "./services/cadvisor.ts";
import { grafana } from "./services/grafana.ts";
import { alertmanager, prometheus, quantflowApp } from "./services/index.ts";
import { nodeExporter } from "./services/node-exporter.ts";
import { targetGraph } from "./target-graph.ts";

const PRODUCT = "quantflow";

/** What `kubectl apply -f` takes. Fails, with all that is wrong at once, when a cluster could not run it. */
export function kubernetesFiles(model: Model, ground: KubernetesGround): ReadonlyMap<string, string> {
  return objectFiles(kubernetesObjects(model, ground));
}

/** The same as objects. */
export function kubernetesObjects(model: Model, ground: KubernetesGround): readonly KubernetesObject[] {
  const objects = workloadObjects(kubernetesGiven(model, ground));
  assertNone(objectFaults(objects));
  return objects;
}

export function kubernetesGiven(model: Model, ground: KubernetesGround): KubernetesGiven {
  const { environment, instance, resolution } = model;
  const elsewhere = carriedBy(ground.stack);
  return {
    names: namesIn({ namespace: ground.namespace, product: PRODUCT, instance: instance.prefix }),
    services: model.services.filter(({ name }) => elsewhere[name] === undefined),
    links: linksOf(targetGraph(model)),
    elsewhere,
    imageReference: (image) => inRegistry(referenceOf(image, resolution.imageSource), ground),
    toolbox: referenceOf("toolbox", resolution.imageSource),
    replicas: ground.replicas,
    storage: ground.storage,
    outside: { [quantflowApp.name]: portsOf(environment.market) },
    ...(ground.pullSecret !== undefined && { pullSecret: ground.pullSecret }),
  };
}

/** A built image has the name of its content, which it keeps in the registry that it is pushed to. */
function inRegistry(reference: string, { registry }: KubernetesGround): string | undefined {
  const [local, name] = reference.split("/");
  if (local !== LOCAL) return reference;
  return registry === undefined ? undefined : `${registry}/${name}`;
}
const LOCAL = "quantflow-local";

/** The pods that the chart and its operator make of services of ours. Source: operator 0.85, pkg/{prometheus,alertmanager} */
export function carriedBy(stack: Stack): Readonly<Record<string, Pods>> {
  const { namespace, release } = stack;
  const pods = (name: string, instance: string): Pods => ({
    namespace,
    labels: { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": instance },
  });
  const names = stackNames(stack);
  return {
    [prometheus.name]: pods("prometheus", names.prometheus),
    [alertmanager.name]: pods("alertmanager", names.alertmanager),
    [grafana.name]: pods("grafana", release),
    [nodeExporter.name]: pods("prometheus-node-exporter", release),
    // The kubelet is it: no pod at all, and nothing here calls it.
    [cadvisor.name]: pods("kubelet", names.kubelet),
  };
}

/** The ports of the world that prices come from. */
const portsOf = (market: Market): readonly number[] =>
  market === "simulated" ? [] : [...new Set([market.stream, market.rest].map(portOf))];

const DEFAULT_PORTS: Readonly<Record<string, number>> = { "https:": 443, "wss:": 443, "http:": 80, "ws:": 80 };
const portOf = (text: string): number => {
  const { port, protocol } = new URL(text);
  return port === "" ? (DEFAULT_PORTS[protocol] ?? 443) : Number(port);
};
