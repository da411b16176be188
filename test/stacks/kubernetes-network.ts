import {
  type KubernetesGiven,
  type KubernetesObject,
  type Labels,
  matches,
  type Pods,
} from "../../lib/renderings/kubernetes/index.ts";

/**
 * Who may open a connection to whom under NetworkPolicies, after kubernetes.io/docs/concepts/services-networking/network-policies:
 * a pod that a policy of a direction selects may do what one of them allows, any other pod everything.
 */
export function allowed(objects: readonly KubernetesObject[], given: KubernetesGiven): readonly string[] {
  const policies = objects.filter(({ kind }) => kind === "NetworkPolicy").map(policyOf);
  const pods = [...workloads(objects), ...Object.entries(given.elsewhere).map(([name, at]) => ({ name, ...at }))];
  const ports = new Map(
    [...given.services, ...given.carried].map((one) => [one.name, Object.values<number>(one.ports)]),
  );
  const mayGo = (from: Pod, to: Pod, port: number) => permits(policies, "Egress", from, to, port);
  const mayCome = (from: Pod, to: Pod, port: number) => permits(policies, "Ingress", to, from, port);
  return pods.flatMap((from) =>
    pods.flatMap((to) =>
      (ports.get(to.name) ?? [])
        .filter((port) => mayGo(from, to, port) && mayCome(from, to, port))
        .map((port) => `${from.name} -> ${to.name}:${port}`),
    ),
  );
}

interface Pod extends Pods {
  readonly name: string;
}

interface Peer {
  readonly podSelector?: { readonly matchLabels?: Labels };
  readonly namespaceSelector?: { readonly matchLabels?: Labels };
  readonly ipBlock?: object;
}
interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports: readonly { readonly port: number }[];
}
interface Spec {
  readonly podSelector: { readonly matchLabels?: Labels };
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}
interface Policy {
  readonly namespace: string;
  readonly spec: Spec;
}

const policyOf = ({ metadata: { namespace = "" }, spec }: KubernetesObject): Policy => ({
  namespace,
  spec: spec as Spec,
});

const workloads = (objects: readonly KubernetesObject[]): readonly Pod[] =>
  objects
    .filter(({ kind }) => kind === "Deployment" || kind === "StatefulSet")
    .map(({ metadata: { name, namespace = "" }, spec }) => ({
      name,
      namespace,
      labels: (spec as { readonly template: { readonly metadata: { readonly labels: Labels } } }).template.metadata
        .labels,
    }));

function permits(policies: readonly Policy[], way: "Ingress" | "Egress", pod: Pod, other: Pod, port: number): boolean {
  const its = policies.filter(
    ({ namespace, spec }) =>
      namespace === pod.namespace &&
      spec.policyTypes.includes(way) &&
      matches(spec.podSelector.matchLabels ?? {}, pod.labels),
  );
  if (its.length === 0) return true;
  return its.some(({ namespace, spec }) =>
    ((way === "Ingress" ? spec.ingress : spec.egress) ?? []).some(
      ({ from, to, ports }) =>
        ports.some((one) => one.port === port) && (from ?? to ?? []).some((peer) => isPeer(peer, namespace, other)),
    ),
  );
}

function isPeer({ podSelector, namespaceSelector, ipBlock }: Peer, own: string, pod: Pod): boolean {
  if (ipBlock) return false;
  const inNamespace = namespaceSelector
    ? matches(namespaceSelector.matchLabels ?? {}, { "kubernetes.io/metadata.name": pod.namespace })
    : pod.namespace === own;
  return inNamespace && matches(podSelector?.matchLabels ?? {}, pod.labels);
}
