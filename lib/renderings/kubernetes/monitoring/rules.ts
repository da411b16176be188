import { parse } from "yaml";
import type { Labels } from "../names.ts";
import type { KubernetesObject } from "../object.ts";

/** `availability-00e40f46.yml`: the hash keeps a reload from reading half a change, which the operator sees to here. */
const HASH = /-[0-9a-f]{8}\.yml$/;

export interface RulesGiven {
  readonly namespace: string;
  readonly labels: Labels;
  /** Rule files by name, as Docker's Prometheus reads them. */
  readonly files: ReadonlyMap<string, string>;
}

/** A PrometheusRule for each rule file, its groups word for word. */
export const prometheusRules = ({ namespace, labels, files }: RulesGiven): readonly KubernetesObject[] =>
  [...files].map(([name, text]) => ({
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: { name: name.replace(HASH, ""), namespace, labels },
    spec: { groups: (parse(text) as { readonly groups: readonly unknown[] }).groups },
  }));
