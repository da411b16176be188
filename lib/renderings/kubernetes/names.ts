import type { Service } from "../../services/service.ts";

export type Labels = Readonly<Record<string, string>>;

/** What things are called in a cluster, and how they find each other. */
export interface Names {
  /** Holds everything that is rendered here. */
  readonly namespace: string;
  /** Workload, Service, ServiceAccount and NetworkPolicy of a service all bear its own name, which its address says. */
  readonly object: (service: Pick<Service, "name">) => string;
  /** With a hash the name changes with the content. */
  readonly configuration: (service: Pick<Service, "name">, hash?: string) => string;
  /** The Secret whose keys are the service's secret files. */
  readonly secret: (service: Pick<Service, "name">) => string;
  /** `quantflow-app.quantflow.svc`: how another namespace calls it. */
  readonly host: (service: Pick<Service, "name">) => string;
  /** Of everything: `part-of`, `managed-by`, `instance`. */
  readonly common: Labels;
  /** Of what belongs to a service, its pods and its Service alike. */
  readonly labels: (service: Pick<Service, "name">) => Labels;
  /** The labels that tell a service's pods from all others; they never change, for a selector cannot. */
  readonly selector: (service: Pick<Service, "name">) => Labels;
}

export interface NamesGiven {
  readonly namespace: string;
  /** The product, of which every object says that it is a part: `quantflow`. */
  readonly product: string;
  /** Which copy of it this is: two in one cluster differ in it, as in their namespaces. */
  readonly instance: string;
}

/** Source of the labels: kubernetes.io/docs/concepts/overview/working-with-objects/common-labels */
const LABEL = "app.kubernetes.io";

export function namesIn({ namespace, product, instance }: NamesGiven): Names {
  const common = {
    [`${LABEL}/instance`]: instance,
    [`${LABEL}/managed-by`]: product,
    [`${LABEL}/part-of`]: product,
  };
  return {
    namespace,
    object: ({ name }) => name,
    configuration: ({ name }, hash) => [name, "configuration", ...(hash === undefined ? [] : [hash])].join("-"),
    secret: ({ name }) => `${name}-secrets`,
    host: ({ name }) => `${name}.${namespace}.svc`,
    common,
    labels: ({ name }) => ({ ...common, [`${LABEL}/name`]: name }),
    selector: ({ name }) => ({ [`${LABEL}/instance`]: instance, [`${LABEL}/name`]: name }),
  };
}

/** The label that every namespace bears with its own name. Source: Kubernetes 1.22, NamespaceDefaultLabelName. */
export const NAMESPACE_LABEL = "kubernetes.io/metadata.name";

/** Whether `matchLabels` picks what bears these labels. */
export const matches = (selector: Labels, labels: Labels): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);
