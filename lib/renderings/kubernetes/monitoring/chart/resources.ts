/**
 * The custom resources that kube-prometheus-stack 88 makes of values, so that what a real operator is given in a proof is
 * what the values say. Source: the chart's templates/prometheus/prometheus.yaml and templates/alertmanager/alertmanager.yaml
 */
import type { KubernetesObject } from "../../object.ts";
import { valueNotCarried } from "../errors.ts";
import { objectForOperator } from "../operator/gate.ts";
import { type Stack, stackNames } from "../stack.ts";
import { type Values, valueAt } from "./setting.ts";

const SECURITY = {
  runAsGroup: 2000,
  runAsNonRoot: true,
  runAsUser: 1000,
  fsGroup: 2000,
  seccompProfile: { type: "RuntimeDefault" },
};

/** What the templates write whether or not a value says so, with the chart's defaults. */
const PROMETHEUS_DEFAULTS: Values = {
  automountServiceAccountToken: true,
  paused: false,
  replicas: 1,
  shards: 1,
  logLevel: "info",
  logFormat: "logfmt",
  listenLocal: false,
  enableOTLPReceiver: false,
  enableAdminAPI: false,
  retention: "10d",
  tsdb: { outOfOrderTimeWindow: "0s" },
  walCompression: true,
  routePrefix: "/",
  portName: "http-web",
  hostNetwork: false,
  securityContext: SECURITY,
};

const ALERTMANAGER_DEFAULTS: Values = {
  paused: false,
  replicas: 1,
  listenLocal: false,
  logFormat: "logfmt",
  logLevel: "info",
  retention: "120h",
  alertmanagerConfigSelector: {},
  automountServiceAccountToken: true,
  routePrefix: "/",
  portName: "http-web",
  hostNetwork: false,
  securityContext: SECURITY,
};

type Carry = (value: unknown, key: string) => Values;
const asItIs: Carry = (value, key) => ({ [key]: value });
const renamed =
  (to: string): Carry =>
  (value) => ({ [to]: value });
/** Steers whether the template makes a Secret: no field of any resource. */
export const WITHOUT_FIELD = "useExistingSecret";
/** No field of the resource that it stands with. */
const nowhere: Carry = () => ({});

interface ChartImage {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

const image: Carry = (value) => {
  const { registry, repository, tag } = value as ChartImage;
  return { image: `${registry}/${repository}:${tag}`, imagePullPolicy: "IfNotPresent", version: tag };
};

const all = (carry: Carry, keys: readonly string[]): Readonly<Record<string, Carry>> =>
  Object.fromEntries(keys.map((key) => [key, carry]));

const EVERY = ["replicas", "externalUrl", "resources", "enableServiceLinks", "retention", "secrets", "web"];

const PROMETHEUS: Readonly<Record<string, Carry>> = {
  ...all(asItIs, [...EVERY, ...Object.keys(PROMETHEUS_DEFAULTS)]),
  ...all(asItIs, ["scrapeInterval", "scrapeTimeout", "evaluationInterval", "retentionSize", "externalLabels"]),
  ...all(asItIs, ["enableFeatures", "serviceDiscoveryRole", "volumes", "volumeMounts", "additionalArgs"]),
  ...all(asItIs, ["enforcedSampleLimit", "enforcedLabelLimit", "enforcedBodySizeLimit", "bodySizeLimit"]),
  ...all(asItIs, ["enforcedLabelNameLengthLimit", "enforcedLabelValueLengthLimit", "remoteWrite"]),
  ...all(asItIs, ["serviceMonitorSelector", "podMonitorSelector", "probeSelector", "ruleSelector"]),
  ...all(asItIs, ["serviceMonitorNamespaceSelector", "podMonitorNamespaceSelector", "probeNamespaceSelector"]),
  ...all(asItIs, ["ruleNamespaceSelector", "scrapeConfigSelector", "scrapeConfigNamespaceSelector"]),
  image,
  storageSpec: renamed("storage"),
  replicaExternalLabelName: asItIs,
  prometheusExternalLabelNameClear: (clear) => (clear === true ? { prometheusExternalLabelName: "" } : {}),
};

const ALERTMANAGER: Readonly<Record<string, Carry>> = {
  ...all(asItIs, [...EVERY, ...Object.keys(ALERTMANAGER_DEFAULTS), "configSecret", "storage"]),
  [WITHOUT_FIELD]: nowhere,
  // How Prometheus reaches it: in Prometheus' own resource.
  ...all(nowhere, ["scheme", "tlsConfig"]),
  image,
};

function carried(values: Values, rules: Readonly<Record<string, Carry>>): Values {
  const fields = Object.entries(values).map(([key, value]) => {
    const carry = rules[key];
    if (!carry) throw valueNotCarried(key);
    return carry(value, key);
  });
  return Object.assign({}, ...fields);
}

const specAt = (values: Values, at: string): Values => (valueAt(values, at) ?? {}) as Values;

const metadata = (name: string, { release, namespace }: Stack, component: string) => ({
  name,
  namespace,
  labels: { app: `kube-prometheus-stack-${component}`, release },
});

/** The Prometheus that the chart would make. Fails on a value of which it is not known how the chart carries it. */
export function prometheusResource(values: Values, stack: Stack): KubernetesObject {
  const { prometheus } = stackNames(stack);
  const resource = {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "Prometheus",
    metadata: metadata(prometheus, stack, "prometheus"),
    spec: {
      ...PROMETHEUS_DEFAULTS,
      serviceAccountName: prometheus,
      affinity: spread("prometheus", "app.kubernetes.io/instance", prometheus),
      alerting: { alertmanagers: [handingOver(values, stack)] },
      ...carried(specAt(values, "prometheus.prometheusSpec"), PROMETHEUS),
    },
  };
  return objectForOperator(resource, stack.operatorVersion);
}

/** The Alertmanager that the chart would make. Fails as `prometheusResource` does. */
export function alertmanagerResource(values: Values, stack: Stack): KubernetesObject {
  const { alertmanager } = stackNames(stack);
  const resource = {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "Alertmanager",
    metadata: metadata(alertmanager, stack, "alertmanager"),
    spec: {
      ...ALERTMANAGER_DEFAULTS,
      serviceAccountName: alertmanager,
      affinity: spread("alertmanager", "alertmanager", alertmanager),
      ...carried(specAt(values, "alertmanager.alertmanagerSpec"), ALERTMANAGER),
    },
  };
  return objectForOperator(resource, stack.operatorVersion);
}

function handingOver(values: Values, stack: Stack): Values {
  const { scheme, tlsConfig } = specAt(values, "alertmanager.alertmanagerSpec");
  return {
    namespace: stack.namespace,
    name: stackNames(stack).alertmanager,
    port: "http-web",
    pathPrefix: "/",
    ...(scheme !== undefined && { scheme }),
    ...(tlsConfig !== undefined && { tlsConfig }),
    apiVersion: "v2",
  };
}

/** `podAntiAffinity: soft`, the chart's default: on another node where there is one. */
const spread = (name: string, key: string, value: string) => ({
  podAntiAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      {
        weight: 100,
        podAffinityTerm: {
          topologyKey: "kubernetes.io/hostname",
          labelSelector: {
            matchExpressions: [
              { key: "app.kubernetes.io/name", operator: "In", values: [name] },
              { key, operator: "In", values: [value] },
            ],
          },
        },
      },
    ],
  },
});
