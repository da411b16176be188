import { stringify } from "yaml";

/** A Prometheus and one thing to scrape, as small as can be: what the control plane and the operator are tried on. */

export const SAMPLE = { namespace: "sample", name: "sample" } as const;

const metadata = (name: string, labels: Readonly<Record<string, string>> = {}) => ({
  name,
  namespace: SAMPLE.namespace,
  labels,
});

const container = {
  name: "web",
  image: "registry.invalid/web:1",
  ports: [{ name: "metrics", containerPort: 9000 }],
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
};

const restricted = { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } };

/** Two replicas behind a Service. */
export const workload = (securityContext: object = restricted) => [
  {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: SAMPLE.namespace,
      labels: { "pod-security.kubernetes.io/enforce": "restricted", "pod-security.kubernetes.io/warn": "restricted" },
    },
  },
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadata("web"),
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: "web" } },
      template: { metadata: { labels: { app: "web" } }, spec: { securityContext, containers: [container] } },
    },
  },
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadata("web", { app: "web" }),
    spec: { selector: { app: "web" }, ports: [{ name: "metrics", port: 9000, targetPort: "metrics" }] },
  },
];

/** Picks up what bears `release: sample`. */
export const prometheus = {
  apiVersion: "monitoring.coreos.com/v1",
  kind: "Prometheus",
  metadata: metadata(SAMPLE.name),
  spec: { serviceMonitorSelector: { matchLabels: { release: "sample" } }, serviceMonitorNamespaceSelector: {} },
};

export const serviceMonitor = (name: string, labels: Readonly<Record<string, string>>) => ({
  apiVersion: "monitoring.coreos.com/v1",
  kind: "ServiceMonitor",
  metadata: metadata(name, labels),
  spec: { selector: { matchLabels: { app: "web" } }, endpoints: [{ port: "metrics" }] },
});

/** Files for kubectl, by their number: it takes a folder's files in the order of their names. */
export const files = (...objects: readonly object[]): ReadonlyMap<string, string> =>
  new Map(objects.map((object, index) => [`${String(index).padStart(2, "0")}.yaml`, stringify(object)]));
