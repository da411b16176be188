import { describe, expect, it } from "vitest";
import {
  alertmanagerResource,
  assertPickedUp,
  chartValues,
  monitoringObjects,
  prometheusResource,
  selectionFaults,
} from "../../../../../../lib/renderings/kubernetes/monitoring/index.ts";
import { given, probing, refusal, stack, trading } from "../given.ts";
import { chartGiven } from "./given.ts";

const { values } = chartValues(chartGiven());
const prometheus = prometheusResource(values, stack);

describe("the Prometheus that the chart makes", () => {
  it("has what the values say, under the names of its fields", () => {
    expect(prometheus.metadata).toMatchObject({ name: "quantflow-prometheus", namespace: "monitoring" });
    expect(prometheus["spec"]).toMatchObject({
      image: "docker.io/prom/prometheus:v1.2.3",
      version: "v1.2.3",
      retention: "30d",
      retentionSize: "16384MB",
      storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: "20480Mi" } } } } },
      prometheusExternalLabelName: "",
      replicaExternalLabelName: "replica",
      serviceAccountName: "quantflow-prometheus",
    });
    expect(prometheus["spec"]).not.toHaveProperty("storageSpec");
  });

  it("hands alerts over to the Alertmanager by a verified certificate", () => {
    expect((prometheus["spec"] as { alerting: object }).alerting).toEqual({
      alertmanagers: [
        {
          namespace: "monitoring",
          name: "quantflow-alertmanager",
          port: "http-web",
          pathPrefix: "/",
          scheme: "https",
          tlsConfig: {
            ca: { secret: { name: "web-tls", key: "ca.crt" } },
            serverName: "quantflow-alertmanager.monitoring.svc",
          },
          apiVersion: "v2",
        },
      ],
    });
  });

  it("picks up every object of ours", () => {
    const objects = monitoringObjects(given({ targets: [trading, probing] }));
    expect(objects.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["ServiceMonitor", "Probe", "PrometheusRule"]),
    );
    expect(selectionFaults(objects, prometheus)).toEqual([]);
    expect(() => assertPickedUp(objects, prometheus)).not.toThrow();
  });

  it("is refused beside an object that it would pass over", () => {
    const [monitor] = monitoringObjects(given({ targets: [trading] }));
    if (!monitor) throw new Error("there is no monitor");
    const unlabelled = { ...monitor, metadata: { ...monitor.metadata, labels: {} } };
    expect(refusal(() => assertPickedUp([unlabelled], prometheus))[0]).toBe("monitoring/not-picked-up");
  });

  it("is one that kube-prometheus-stack's own selectors would let pick them up too", () => {
    const selector = { matchLabels: { release: stack.release } };
    const own = { serviceMonitorSelector: selector, probeSelector: selector, ruleSelector: selector };
    const objects = monitoringObjects(given({ targets: [trading, probing] }));
    expect(selectionFaults(objects, { ...prometheus, spec: own })).toEqual([]);
  });
});

describe("an object that is passed over", () => {
  const [monitor] = monitoringObjects(given());
  const bare = { ...monitor, metadata: { name: "quantflow-monitor", namespace: "quantflow" } } as typeof prometheus;

  it("is told with what the selectors want", () => {
    expect(selectionFaults([bare], prometheus).map(({ code, message }) => [code, message])).toEqual([
      [
        "monitoring/not-picked-up",
        "ServiceMonitor quantflow/quantflow-monitor is not picked up: Prometheus' serviceMonitorSelector wants app.kubernetes.io/instance=quantflow, app.kubernetes.io/managed-by=quantflow, app.kubernetes.io/part-of=quantflow, release=watch",
      ],
      [
        "monitoring/not-picked-up",
        "ServiceMonitor quantflow/quantflow-monitor is not picked up: Prometheus' serviceMonitorNamespaceSelector wants kubernetes.io/metadata.name=monitoring",
      ],
    ]);
  });

  it("is every one where there is no selector, and none where it is empty", () => {
    const faults = (spec: object) => selectionFaults([bare], { ...prometheus, spec }).map(({ message }) => message);
    expect(faults({ serviceMonitorNamespaceSelector: {} })).toEqual([
      "ServiceMonitor quantflow/quantflow-monitor is not picked up: Prometheus' serviceMonitorSelector wants nothing, for it is absent",
    ]);
    expect(faults({ serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} })).toEqual([]);
  });
});

it("the Alertmanager that the chart makes has our configuration, and nobody's routes beside it", () => {
  expect(alertmanagerResource(values, stack)).toMatchObject({
    kind: "Alertmanager",
    metadata: { name: "quantflow-alertmanager", namespace: "monitoring" },
    spec: {
      configSecret: "quantflow-alertmanager-configuration",
      secrets: ["teller-secrets"],
      alertmanagerConfigSelector: {
        matchExpressions: [
          { key: "release", operator: "Exists" },
          { key: "release", operator: "DoesNotExist" },
        ],
      },
      automountServiceAccountToken: false,
      web: { tlsConfig: { keySecret: { name: "web-tls", key: "tls.key" } } },
    },
  });
});

it("an operator that does not know what the chart always writes is not given it", () => {
  const spec = (operatorVersion: string) => alertmanagerResource(values, { ...stack, operatorVersion })["spec"];
  expect(spec("0.88.1")).not.toHaveProperty("hostNetwork");
  expect(spec("0.89.0")).toHaveProperty("hostNetwork", false);
});

it("fails on a value of which it is not known how the chart carries it", () => {
  const odd = { prometheus: { prometheusSpec: { shinyNewField: true } } };
  expect(refusal(() => prometheusResource(odd, stack))).toEqual([
    "monitoring/value-not-carried",
    "no rule says how kube-prometheus-stack carries the value shinyNewField into its custom resource",
  ]);
});
