import { parseAllDocuments } from "yaml";
import type { KubernetesObject } from "../../../lib/renderings/kubernetes/index.ts";
import {
  alertmanagerResource,
  chartValues,
  prometheusResource,
} from "../../../lib/renderings/kubernetes/monitoring/index.ts";
import type { Service } from "../../../lib/services/service.ts";
import { assemble } from "../../../stacks/assemble.ts";
import type { Environment, KubernetesGround } from "../../../stacks/environment.ts";
import { environments } from "../../../stacks/environments/index.ts";
import { kubernetesFiles, kubernetesGiven } from "../../../stacks/kubernetes.ts";
import { chartGiven } from "../../../stacks/kubernetes-monitoring.ts";
import { secretsNeeded } from "../../../stacks/kubernetes-secrets.ts";
import type { Model } from "../../../stacks/model.ts";
import type { Resolution } from "../../../stacks/resolution.ts";
import { tools } from "../../../stacks/versions.ts";
import type { ScrapeSettings } from "./scrape-settings.ts";

const instance = { prefix: "quantflow", portOffset: 0, directory: "." };
/** As `quantflow render` writes it: images of their registries, for whoever has a cluster has one. */
const resolution: Resolution = { imageSource: { kind: "registry" }, available: [], secrets: [] };
const modelOf = (environment: Environment): Model => assemble({ environment, instance, resolution });

/** On this machine's Docker engine: what is proved elsewhere, and what the cluster's is compared with. */
export const docker = modelOf(environments.local);

export const kubernetes = modelOf(environments.kubernetes);

/** The cluster of the environment. */
export const declared = groundOf(environments.kubernetes);
/** The same with the operator that there is to prove it with. */
export const ground: KubernetesGround = {
  ...declared,
  stack: { ...declared.stack, operatorVersion: tools["prometheus-operator"].version },
};

function groundOf({ ground: given }: Environment): KubernetesGround {
  if (given.kind !== "kubernetes") throw new Error("the environment kubernetes is on another ground");
  return given;
}

/** What `kubectl apply -f kubernetes/` takes, by name. */
export const manifests: ReadonlyMap<string, string> = new Map(
  [...kubernetesFiles(kubernetes, ground)].flatMap(([name, text]): [string, string][] =>
    name.endsWith(".yaml") && name.startsWith("kubernetes/") ? [[name.slice("kubernetes/".length), text]] : [],
  ),
);

export const objects = [...manifests.values()].flatMap((text) =>
  parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject),
);

const given = kubernetesGiven(kubernetes, ground);

/** What the chart makes of our values and hands to the operator. */
export const chart = chartValues(chartGiven(kubernetes, ground, given.names));
export const resources = [
  prometheusResource(chart.values, ground.stack),
  alertmanagerResource(chart.values, ground.stack),
];

/** The Secrets that a person makes, in our namespace and in the stack's. */
export const secretsByHand = secretsNeeded(given, ground);

/** Whether its pods are made of our manifests; the others come with the chart. */
export const isOurs = ({ name }: Pick<Service, "name">): boolean => given.services.some((one) => one.name === name);

/** Jobs of the chart's programs that ask for no password (docs/kubernetes/differences.md), and those with a target a node. */
const WITHOUT_LOGIN: readonly string[] = ["prometheus", "alertmanager", "node"];
const PER_NODE: readonly string[] = ["node"];

/** Docker's settings of a job, with what is declared to be different where the chart carries it. */
export function asCarried(job: string, { credential, limits, ...rest }: ScrapeSettings): ScrapeSettings {
  const [found] = settingsOfMonitor(job);
  return {
    ...rest,
    ...(credential !== undefined && !WITHOUT_LOGIN.includes(job) && { credential }),
    limits: PER_NODE.includes(job) ? { ...limits, target_limit: found } : limits,
  };
}

const settingsOfMonitor = (job: string): readonly unknown[] =>
  objects.flatMap(({ kind, metadata, spec }) =>
    kind === "ServiceMonitor" && metadata.name === job ? [(spec as { readonly targetLimit: number }).targetLimit] : [],
  );
