import { duplicateObject, type KubernetesRenderingError, selectsNothing, tooLarge } from "./errors.ts";
import { type Labels, matches, NAMESPACE_LABEL } from "./names.ts";
import { objectNameFaults } from "./names-faults.ts";
import { type KubernetesObject, objectText } from "./object.ts";

/** Of a ConfigMap's data. Source: kubernetes.io/docs/concepts/configuration/configmap */
const LARGEST_CONFIG_MAP = 2 ** 20;
/** Of any object: etcd's `--max-request-bytes`. */
const LARGEST_OBJECT = 1.5 * 2 ** 20;

/** Whatever can be known to be wrong with objects without a cluster. Fit for any kinds, in whatever order. */
export const objectFaults = (objects: readonly KubernetesObject[]): readonly KubernetesRenderingError[] => [
  ...objects.flatMap(objectNameFaults),
  ...duplicates(objects),
  ...objects.flatMap((object) => selectorFaults(object, objects)),
  ...objects.flatMap(sizeFaults),
];

function duplicates(objects: readonly KubernetesObject[]): readonly KubernetesRenderingError[] {
  const texts = objects.map((object) => `${object.apiVersion} ${objectText(object)}`);
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))].map(duplicateObject);
}

function sizeFaults(object: KubernetesObject): readonly KubernetesRenderingError[] {
  const [bytes, most] =
    object.kind === "ConfigMap"
      ? [dataBytes(object), LARGEST_CONFIG_MAP]
      : [Buffer.byteLength(JSON.stringify(object)), LARGEST_OBJECT];
  return bytes > most ? [tooLarge(objectText(object), bytes, most)] : [];
}

const dataBytes = ({ data }: KubernetesObject): number =>
  Object.entries(data ?? {})
    .flat()
    .reduce((sum, text) => sum + Buffer.byteLength(`${text}`), 0);

/**
 * Selectors of pods in the object's own namespace that no pod template here answers to. A namespace whose pods others
 * make is not judged.
 */
function selectorFaults(object: KubernetesObject, objects: readonly KubernetesObject[]) {
  const namespace = object.metadata.namespace;
  const pods = objects.filter((one) => one.metadata.namespace === namespace).flatMap(podLabels);
  if (pods.length === 0) return [];
  return selectorsOf(object, namespace)
    .filter((selector) => !pods.some((labels) => matches(selector, labels)))
    .map((selector) => selectsNothing(objectText(object), labelsText(selector)));
}

const labelsText = (labels: Labels): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(", ");

const podLabels = ({ spec }: KubernetesObject): readonly Labels[] => {
  const { template } = (spec ?? {}) as PodOwner;
  return template ? [template.metadata.labels] : [];
};

/** What Services, workloads, budgets and network policies select among the pods of their own namespace. */
function selectorsOf({ kind, spec = {} }: KubernetesObject, namespace: string | undefined): readonly Labels[] {
  if (kind === "Service") return definite([(spec as { readonly selector?: Labels }).selector]);
  if (OWNERS.includes(kind)) return definite([(spec as Selecting).selector?.matchLabels]);
  return kind === "NetworkPolicy" ? policySelectors(spec as Policy, namespace) : [];
}
const OWNERS: readonly string[] = ["Deployment", "StatefulSet", "PodDisruptionBudget"];

function policySelectors({ podSelector, ingress = [], egress = [] }: Policy, namespace: string | undefined) {
  const peers = [...ingress.flatMap(({ from = [] }) => from), ...egress.flatMap(({ to = [] }) => to)];
  const here = peers.filter(({ namespaceSelector: its }) =>
    its === undefined ? true : its.matchLabels?.[NAMESPACE_LABEL] === namespace,
  );
  return definite([podSelector, ...here.map((one) => one.podSelector)].map((one) => one?.matchLabels));
}

const definite = (selectors: readonly (Labels | undefined)[]): readonly Labels[] =>
  selectors.filter((selector) => selector !== undefined);

interface Selector {
  readonly matchLabels?: Labels;
}
interface Selecting {
  readonly selector?: Selector;
}
interface PodOwner {
  readonly template?: { readonly metadata: { readonly labels: Labels } };
}
interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
}
interface Policy {
  readonly podSelector?: Selector;
  readonly ingress?: readonly { readonly from?: readonly Peer[] }[];
  readonly egress?: readonly { readonly to?: readonly Peer[] }[];
}
