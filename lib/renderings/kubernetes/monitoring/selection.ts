import { NAMESPACE_LABEL } from "../names.ts";
import { type KubernetesObject, objectText } from "../object.ts";
import { type MonitoringError, notPickedUp, severalFaults } from "./errors.ts";
import { type LabelSelector, selectorText, selects } from "./selector.ts";

/** The selectors of a Prometheus resource, by the kind that they select. */
const SELECTORS: Readonly<Record<string, string>> = {
  ServiceMonitor: "serviceMonitor",
  PodMonitor: "podMonitor",
  Probe: "probe",
  PrometheusRule: "rule",
  ScrapeConfig: "scrapeConfig",
};

/**
 * The objects that a Prometheus resource would pass over: the operator says nothing of them, and what they name is not
 * scraped. An absent selector picks nothing, an empty one everything; an absent one of namespaces the resource's own.
 */
export const selectionFaults = (
  objects: readonly KubernetesObject[],
  prometheus: KubernetesObject,
): readonly MonitoringError[] =>
  objects.flatMap((object) => {
    const prefix = SELECTORS[object.kind];
    return prefix === undefined ? [] : passedOver(object, prometheus, prefix);
  });

/** Fails, with every one at once, on objects that the Prometheus would pass over. */
export function assertPickedUp(objects: readonly KubernetesObject[], prometheus: KubernetesObject): void {
  const [fault, ...others] = selectionFaults(objects, prometheus);
  if (fault) throw severalFaults([fault, ...others]);
}

function passedOver(
  object: KubernetesObject,
  { spec, metadata }: KubernetesObject,
  prefix: string,
): readonly MonitoringError[] {
  const selectors = spec as Readonly<Record<string, LabelSelector | undefined>>;
  const [own, near] = [`${prefix}Selector`, `${prefix}NamespaceSelector`];
  const { namespace = "", labels = {} } = object.metadata;
  const isNear = selectors[near]
    ? selects(selectors[near], { [NAMESPACE_LABEL]: namespace })
    : namespace === metadata.namespace;
  return [
    ...(selectors[own] && selects(selectors[own], labels) ? [] : [fault(object, own, selectors[own])]),
    ...(isNear ? [] : [fault(object, near, selectors[near])]),
  ];
}

const fault = (object: KubernetesObject, name: string, selector: LabelSelector | undefined): MonitoringError =>
  notPickedUp(objectText(object), name, selector ? selectorText(selector) : "nothing, for it is absent");
