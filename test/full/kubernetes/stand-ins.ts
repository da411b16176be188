import type { KubernetesObject, Labels, RequiredSecret } from "../../../lib/renderings/kubernetes/index.ts";
import { type Stack, secretData, stackNames } from "../../../lib/renderings/kubernetes/monitoring/index.ts";

/**
 * What kube-prometheus-stack makes besides custom resources, as far as our objects refer to it. The chart is in no
 * package registry, so this is written after its templates and proves nothing of them; the report says so.
 */
export function chartStandIns(stack: Stack): readonly KubernetesObject[] {
  const names = stackNames(stack);
  const operated = (component: string, name: string, { port, by }: { readonly port: number; readonly by: string }) => [
    serviceAccount(name, stack.namespace),
    service(name, stack.namespace, {
      labels: { app: `kube-prometheus-stack-${component}`, release: stack.release },
      selector: { "app.kubernetes.io/name": component, [by]: name },
      port: { name: "http-web", port, targetPort: "http-web" },
    }),
  ];
  const subchart = (name: string) => ({
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/instance": stack.release,
  });
  return [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: stack.namespace } },
    ...operated("prometheus", names.prometheus, { port: 9090, by: "operator.prometheus.io/name" }),
    // The operator has another label for each.
    ...operated("alertmanager", names.alertmanager, { port: 9093, by: "alertmanager" }),
    ...program(names.grafana, stack.namespace, subchart("grafana"), { name: "http-web", port: 80, listens: 3000 }),
    ...program(names.nodeExporter, stack.namespace, subchart("prometheus-node-exporter"), {
      name: "metrics",
      port: 9100,
      listens: 9100,
    }),
  ];
}

interface Port {
  readonly name: string;
  readonly port: number;
}

const program = (
  name: string,
  place: string,
  labels: Labels,
  { listens, ...port }: Port & { readonly listens: number },
): readonly KubernetesObject[] => [
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: place, labels },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          containers: [
            { name, image: `stand-in.invalid/${name}:1`, ports: [{ name: port.name, containerPort: listens }] },
          ],
        },
      },
    },
  },
  service(name, place, { labels, selector: labels, port: { ...port, targetPort: port.name } }),
];

const serviceAccount = (name: string, place: string): KubernetesObject => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { name, namespace: place },
});

const service = (
  name: string,
  place: string,
  given: { readonly labels: Labels; readonly selector: Labels; readonly port: Port & { readonly targetPort: string } },
): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace: place, labels: given.labels },
  spec: { selector: given.selector, ports: [given.port] },
});

/** The Secrets that a person makes; the value of each secret is its name, so that what is generated shows which it took. */
export const madeByHand = (secrets: readonly RequiredSecret[]): readonly KubernetesObject[] =>
  secrets.map(({ namespace: place, name, keys }) => ({
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace: place },
    data: secretData(
      Object.entries(keys).map(
        ([key, { needs, render }]) => [key, render(...needs.map((secret) => secret.name))] as const,
      ),
    ),
  }));

/** cert-manager's layout. Nothing listens here, so a certificate that says nothing true will do, if it can be read. */
export const certificate = ({ certificate: name, namespace: place }: Stack, pem: string): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name, namespace: place },
  data: secretData(Object.entries({ "tls.crt": pem, "tls.key": "no key", "ca.crt": pem })),
});
