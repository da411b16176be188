import type { Labels } from "../names.ts";
import { type KubernetesObject, objectText } from "../object.ts";
import { type MonitoringError, portScrapedTwice, type Scraping, selectsNothing, unknownPort } from "./errors.ts";
import { type LabelSelector, selectorText, selects } from "./selector.ts";

/** Pods as a monitor may select them. */
export interface Scrapable {
  readonly name: string;
  readonly namespace: string;
  /** Of the pods. */
  readonly labels: Labels;
  /** Of the Service in front of them; absent where there is none. */
  readonly serviceLabels?: Labels;
  /** The names of their ports. */
  readonly ports: readonly string[];
}

interface Endpoint {
  readonly port: string;
  readonly relabelings?: readonly { readonly targetLabel?: string; readonly replacement?: string }[];
}

interface MonitorSpec {
  readonly selector: LabelSelector;
  readonly namespaceSelector?: { readonly any?: boolean; readonly matchNames?: readonly string[] };
  readonly jobLabel?: string;
  readonly endpoints?: readonly Endpoint[];
  readonly podMetricsEndpoints?: readonly Endpoint[];
}

/**
 * Monitors that select nothing, name a port that is not there, or scrape a port that another scrapes already: whatever
 * their kinds, jobs and paths. What none of the namespaces holds that a monitor looks into is not judged.
 */
export function monitorFaults(
  monitors: readonly KubernetesObject[],
  workloads: readonly Scrapable[],
): readonly MonitoringError[] {
  const first = new Map<string, Scraping>();
  return monitors
    .filter(({ kind }) => kind in LABELS_OF)
    .flatMap((monitor) => {
      const near = workloads.filter(({ namespace }) => looksInto(monitor, namespace));
      const chosen = near.filter((one) => isSelected(monitor, one));
      if (near.length === 0) return [];
      if (chosen.length === 0) return [selectsNothing(objectText(monitor), selectorText(specOf(monitor).selector))];
      return chosen.flatMap((pods) => portFaults(monitor, pods, first));
    });
}

const LABELS_OF: Readonly<Record<string, (pods: Scrapable) => Labels | undefined>> = {
  ServiceMonitor: ({ serviceLabels }) => serviceLabels,
  PodMonitor: ({ labels }) => labels,
};

const specOf = ({ spec }: KubernetesObject): MonitorSpec => spec as MonitorSpec;
const endpointsOf = ({ endpoints = [], podMetricsEndpoints = [] }: MonitorSpec): readonly Endpoint[] => [
  ...endpoints,
  ...podMetricsEndpoints,
];

function looksInto(monitor: KubernetesObject, namespace: string): boolean {
  const { any, matchNames } = specOf(monitor).namespaceSelector ?? {};
  return any === true || (matchNames ?? [monitor.metadata.namespace]).includes(namespace);
}

function isSelected(monitor: KubernetesObject, pods: Scrapable): boolean {
  const labels = LABELS_OF[monitor.kind]?.(pods);
  return labels !== undefined && selects(specOf(monitor).selector, labels);
}

function portFaults(
  monitor: KubernetesObject,
  pods: Scrapable,
  first: Map<string, Scraping>,
): readonly MonitoringError[] {
  return endpointsOf(specOf(monitor)).flatMap((endpoint) => {
    const { port } = endpoint;
    if (!pods.ports.includes(port)) return [unknownPort(objectText(monitor), port, pods.name, pods.ports)];
    const key = JSON.stringify([pods.namespace, pods.name, port]);
    const scraping = { monitor: objectText(monitor), job: jobOf(monitor, endpoint, pods) };
    const earlier = first.get(key);
    first.set(key, earlier ?? scraping);
    return earlier ? [portScrapedTwice(`${pods.namespace}/${pods.name}`, port, earlier, scraping)] : [];
  });
}

/** What `job` will be. Source: operator 0.85, promcfg.go: a relabeling, else `jobLabel`, else the operator's own. */
function jobOf(monitor: KubernetesObject, { relabelings = [] }: Endpoint, pods: Scrapable): string {
  const { jobLabel } = specOf(monitor);
  const { namespace, name } = monitor.metadata;
  return (
    relabelings.findLast(({ targetLabel }) => targetLabel === "job")?.replacement ??
    (jobLabel === undefined ? undefined : LABELS_OF[monitor.kind]?.(pods)?.[jobLabel]) ??
    (monitor.kind === "PodMonitor" ? `${namespace}/${name}` : pods.name)
  );
}
