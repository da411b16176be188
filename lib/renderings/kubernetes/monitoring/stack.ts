import type { Labels } from "../names.ts";
import { NAMESPACE_LABEL } from "../names.ts";
import { releaseNameTooLong } from "./errors.ts";

/** The kube-prometheus-stack that runs Prometheus, Alertmanager, Grafana and the operator. */
export interface Stack {
  /** Helm's name of the installed chart. */
  readonly release: string;
  /** Where it is installed. What only Prometheus, Alertmanager or Grafana reads stands there too, its Secrets included. */
  readonly namespace: string;
  /** How the names of what the chart makes begin, its `fullnameOverride`; at most 26 characters. */
  readonly name: string;
  /** Of the operator in the cluster, as its image's tag: `0.93.1`. */
  readonly operatorVersion: string;
  /** Secret with `tls.crt`, `tls.key` and `ca.crt` (cert-manager's layout) by which Prometheus and Alertmanager serve. */
  readonly certificate: string;
}

/** Source: kube-prometheus-stack 88, templates/_helpers.tpl, `kube-prometheus-stack.fullname`. */
const LONGEST_NAME = 26;

/** Names of what the chart makes. Fails when the chart would cut `name`. */
export function stackNames({ name, namespace }: Stack) {
  if (name.length > LONGEST_NAME) throw releaseNameTooLong(name, LONGEST_NAME);
  const own = (component: string) => `${name}-${component}`;
  const host = (component: string) => `${own(component)}.${namespace}.svc`;
  return {
    /** Custom resource, Service and ServiceAccount alike. */
    prometheus: own("prometheus"),
    alertmanager: own("alertmanager"),
    grafana: own("grafana"),
    nodeExporter: own("node-exporter"),
    /** DNS names that answer in the whole cluster. */
    hosts: { prometheus: host("prometheus"), alertmanager: host("alertmanager"), grafana: host("grafana") },
  };
}

/** What every monitoring object bears, so that a stack with default values picks it up as one with ours does. */
export const RELEASE_LABEL = "release";
export const pickedUp = ({ release }: Stack, common: Labels): Labels => ({ ...common, [RELEASE_LABEL]: release });

export const inNamespace = (namespace: string) => ({ matchLabels: { [NAMESPACE_LABEL]: namespace } });
