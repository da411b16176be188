import type { Quantity } from "../../metrics/units.ts";
import type { Link } from "../../services/connection.ts";
import type { Service } from "../../services/service.ts";
import type { Labels, Names } from "./names.ts";

/** What a Kubernetes rendering needs to know. */
export interface KubernetesGiven {
  readonly names: Names;
  /** What becomes a workload in our namespace. */
  readonly services: readonly Service[];
  /** Every connection there is; those among services that are carried elsewhere are theirs to allow. */
  readonly links: readonly Link[];
  /** Services that something else in the cluster carries, and that take calls of the declared callers only. */
  readonly carried: readonly Service[];
  /** Where the pods are of whatever something else in the cluster carries, by the service's name. */
  readonly elsewhere: Readonly<Record<string, Pods>>;
  /** The image reference of a name in versions.ts; undefined where it stands in no registry. */
  readonly imageReference: (image: string) => string | undefined;
  /** The name of the image with `mkdir`; it makes the directories that services keep their data in. */
  readonly toolbox: string;
  /** How often a service runs where that is not once. */
  readonly replicas: Readonly<Record<string, number>>;
  readonly storage: Storage;
  /** Ports of the world, beyond the cluster, that a service opens connections to. */
  readonly outside: Readonly<Record<string, readonly number[]>>;
  /** What tells the address of a name. */
  readonly nameServer: NameServer;
  /** A Secret of the registry's login, where it asks for one. */
  readonly pullSecret?: string;
}

/** Pods of another namespace. */
export interface Pods {
  readonly namespace: string;
  readonly labels: Labels;
}

export interface NameServer {
  readonly pods: Pods;
  /** On which those pods listen: 53, on OpenShift 5353. */
  readonly port: number;
  /** The address at which every node answers in their place, where the cluster has such a cache. */
  readonly nodeCache?: string;
}

/** CoreDNS as kubeadm, k3s and the large clouds set it up, and NodeLocal DNSCache at its usual address. */
export const COREDNS: NameServer = {
  pods: { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
  port: 53,
  nodeCache: "169.254.20.10",
};

export interface Storage {
  /** The cluster's default class when absent. */
  readonly class?: string;
  /** By the volume's name. */
  readonly sizes: Readonly<Record<string, Quantity<"bytes">>>;
}
