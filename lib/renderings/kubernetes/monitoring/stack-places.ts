import type { Pods } from "../given.ts";
import type { SecretKey, ServicePlace } from "./place.ts";
import { RELEASE_LABEL, type Stack, stackNames } from "./stack.ts";

/** Which of what the stack runs stands for which service of the model. */
export interface StackServices {
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly grafana: string;
  readonly nodeExporter: string;
}

export interface StackPlacesGiven {
  readonly stack: Stack;
  readonly services: StackServices;
  /** The authority that signed Prometheus' and Alertmanager's certificate. */
  readonly authority: SecretKey;
  /** The most nodes whose exporters are scraped. */
  readonly nodes: number;
}

/**
 * Where Prometheus finds what the stack runs, by the service's name in the model. Who runs there knows no password, but
 * for Grafana. Source of labels and ports: kube-prometheus-stack 88 and its subcharts.
 */
export function stackPlaces(given: StackPlacesGiven): ReadonlyMap<string, ServicePlace> {
  const { stack, services, nodes } = given;
  const names = stackNames(stack);
  const subchart = (name: string) => ({ "app.kubernetes.io/name": name, "app.kubernetes.io/instance": stack.release });
  return new Map([
    [services.prometheus, operated("prometheus", names.hosts.prometheus, given)],
    [services.alertmanager, operated("alertmanager", names.hosts.alertmanager, given)],
    [services.grafana, { ...place(stack.namespace, subchart("grafana")), port: "http-web" }],
    [
      services.nodeExporter,
      {
        ...place(stack.namespace, subchart("prometheus-node-exporter")),
        perNode: { atMost: nodes },
        authentication: "none",
      },
    ],
  ]);
}

const place = (namespace: string, selector: Readonly<Record<string, string>>) =>
  ({ kind: "service", namespace, selector }) as const;

const operated = (component: string, serverName: string, { stack, authority }: StackPlacesGiven): ServicePlace => ({
  ...place(stack.namespace, { app: `kube-prometheus-stack-${component}`, [RELEASE_LABEL]: stack.release }),
  port: "http-web",
  tls: { authority, serverName },
  authentication: "none",
});

const NAME = "app.kubernetes.io/name";

export const alertmanagerPods = (stack: Stack): Pods => ({
  namespace: stack.namespace,
  labels: { [NAME]: "alertmanager", alertmanager: stackNames(stack).alertmanager },
});

/** The pods of what the stack runs, for the NetworkPolicies of what they talk to. */
export function stackPods({
  stack,
  services,
}: Omit<StackPlacesGiven, "authority" | "nodes">): Readonly<Record<string, Pods>> {
  const names = stackNames(stack);
  return {
    [services.prometheus]: {
      namespace: stack.namespace,
      labels: { [NAME]: "prometheus", "operator.prometheus.io/name": names.prometheus },
    },
    [services.alertmanager]: alertmanagerPods(stack),
    [services.grafana]: {
      namespace: stack.namespace,
      labels: { [NAME]: "grafana", "app.kubernetes.io/instance": stack.release },
    },
    [services.nodeExporter]: {
      namespace: stack.namespace,
      labels: { [NAME]: "prometheus-node-exporter", "app.kubernetes.io/instance": stack.release },
    },
  };
}
