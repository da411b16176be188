import { days, gibibytes } from "../../lib/metrics/units.ts";
import type { Environment, KubernetesGround } from "../environment.ts";
import { CHART } from "../versions.ts";
import { local } from "./local.ts";

/** A cluster with kube-prometheus-stack in it. People reach what runs there by `kubectl port-forward`. */
export const kubernetes: Environment & { readonly ground: KubernetesGround } = {
  ...local,
  name: "kubernetes",
  summary:
    "like local, simulated exchange and mail catcher included, in a Kubernetes cluster whose kube-prometheus-stack runs Prometheus, Alertmanager and Grafana",
  ground: {
    kind: "kubernetes",
    namespace: "quantflow",
    registry: "registry.quantflow.test/quantflow",
    stack: {
      release: "monitoring",
      namespace: "monitoring",
      name: "quantflow",
      operatorVersion: CHART.operator,
      certificate: "quantflow-web-tls",
    },
    // Alone it would take every probe with it when its node is drained, and what it asks would look down.
    replicas: { "blackbox-exporter": 2 },
    storage: {
      sizes: {
        "quantflow-data": gibibytes(1),
        "timescaledb-data": gibibytes(50),
        "redis-data": gibibytes(1),
        "node-red-data": gibibytes(1),
        "prometheus-data": gibibytes(20),
        "alertmanager-data": gibibytes(1),
        "watchman-data": gibibytes(1),
        "grafana-data": gibibytes(5),
      },
    },
  },
  leavesOut: {
    preview: "the chart's Grafana shows the dashboards",
    cadvisor: "kubelets have it within, at 20,000 series and more a node, of which no rule and no panel asks for one",
  },
  retention: { time: days(30), size: gibibytes(16) },
  label: "kubernetes",
};
