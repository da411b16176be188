import { stringify } from "yaml";
import type { Labels } from "./names.ts";

/** Something that an API server keeps, as its API has it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMetadata;
  /** `spec`, `data` and what else the kind has. */
  readonly [field: string]: unknown;
}

export interface ObjectMetadata {
  readonly name: string;
  /** Absent of what belongs to the whole cluster. */
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

/** `ConfigMap quantflow/redis-configuration` */
export const objectText = ({ kind, metadata: { namespace, name } }: KubernetesObject): string =>
  `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;

/**
 * What others need stands in an earlier file, because `kubectl apply -f` takes a folder's files by name. A kind that is
 * not listed comes last.
 */
const ORDER: Readonly<Record<string, string>> = {
  Namespace: "00",
  ServiceAccount: "10",
  NetworkPolicy: "20",
  ConfigMap: "30",
  Secret: "30",
  Service: "40",
  StatefulSet: "50",
  Deployment: "50",
  PodDisruptionBudget: "60",
};

/** `50-stateful-set.yaml` */
export const fileOf = ({ kind }: Pick<KubernetesObject, "kind">): string =>
  `${ORDER[kind] ?? "70"}-${kind.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase()}.yaml`;

/** One file a kind, its objects by namespace and name; the same objects give the same bytes in whatever order they come. */
export function objectFiles(objects: readonly KubernetesObject[]): ReadonlyMap<string, string> {
  const files = new Map<string, KubernetesObject[]>();
  for (const object of [...objects].sort(byPlace)) {
    const file = fileOf(object);
    files.set(file, [...(files.get(file) ?? []), object]);
  }
  return new Map([...files].map(([file, inIt]) => [file, inIt.map(objectYaml).join("---\n")]));
}

const byPlace = (one: KubernetesObject, other: KubernetesObject): number => compared(placeOf(one), placeOf(other));
const placeOf = (object: KubernetesObject): string =>
  [fileOf(object), object.metadata.namespace ?? "", object.metadata.name].join("\0");
const compared = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * One document, keys in the order of the alphabet as kubectl prints them. Strings that YAML 1.1 or 1.2 would read as
 * something else are quoted: Kubernetes reads 1.1 (`on`, `0o17`, `1_000`), most other tools 1.2.
 */
export const objectYaml = (object: KubernetesObject): string =>
  stringify(object, {
    schema: "core",
    compat: "yaml-1.1",
    sortMapEntries: true,
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
