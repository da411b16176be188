import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { KubernetesObject } from "../../../../../lib/renderings/kubernetes/index.ts";
import {
  monitorFaults,
  monitoringObjects,
  type Place,
  type Scrapable,
} from "../../../../../lib/renderings/kubernetes/monitoring/index.ts";
import { app, given, names, refusal, trading } from "./given.ts";

const workload: Scrapable = {
  name: "quantflow-app",
  namespace: "quantflow",
  labels: { app: "quantflow-app" },
  serviceLabels: { app: "quantflow-app" },
  ports: ["http", "admin"],
};

const monitor = (text: string): KubernetesObject => parse(text) as KubernetesObject;

/** The pair that scraped every pod twice. */
const serviceMonitor = monitor(`
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: quantflow-monitor, namespace: quantflow }
spec:
  selector: { matchLabels: { app: quantflow-app } }
  endpoints: [{ port: http, path: /metrics }]`);
const podMonitor = monitor(`
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: quantflow-pod-monitor, namespace: quantflow }
spec:
  selector: { matchLabels: { app: quantflow-app } }
  podMetricsEndpoints: [{ port: http, path: /metrics }]`);

const at = (one: KubernetesObject, endpoint: object): KubernetesObject => ({
  ...one,
  metadata: { ...one.metadata, name: "other" },
  spec: { ...(one["spec"] as object), endpoints: [endpoint] },
});

const found = (monitors: readonly KubernetesObject[], workloads = [workload]) =>
  monitorFaults(monitors, workloads).map(({ code, message }) => [code, message]);

describe("a port", () => {
  it("is not scraped by a ServiceMonitor and a PodMonitor", () => {
    expect(found([serviceMonitor, podMonitor])).toEqual([
      [
        "monitoring/port-scraped-twice",
        'ServiceMonitor quantflow/quantflow-monitor and PodMonitor quantflow/quantflow-pod-monitor both scrape port "http" of quantflow/quantflow-app: the same series come under jobs "quantflow-app" and "quantflow/quantflow-pod-monitor", so sums over jobs double',
      ],
    ]);
  });

  it("is not scraped twice under one job, whatever the paths", () => {
    const other = at(serviceMonitor, { port: "http", path: "/metrics/more" });
    expect(found([serviceMonitor, other])).toEqual([
      [
        "monitoring/port-scraped-twice",
        'ServiceMonitor quantflow/quantflow-monitor and ServiceMonitor quantflow/other both scrape port "http" of quantflow/quantflow-app: job "quantflow-app" has every series twice, so sums double',
      ],
    ]);
  });

  it("is told with the jobs that relabelings and job labels give", () => {
    const labelled = { ...workload, serviceLabels: { app: "quantflow-app", team: "trading" } };
    const byLabel = { ...serviceMonitor, spec: { ...(serviceMonitor["spec"] as object), jobLabel: "team" } };
    const byRelabeling = at(serviceMonitor, {
      port: "http",
      relabelings: [{ targetLabel: "job", replacement: "quantflow" }],
    });
    expect(found([byLabel, byRelabeling], [labelled])[0]?.[1]).toContain('under jobs "trading" and "quantflow"');
  });

  it("beside another is scraped by a monitor of its own", () => {
    expect(found([serviceMonitor, at(serviceMonitor, { port: "admin" })])).toEqual([]);
  });

  it("has a name", () => {
    expect(found([at(serviceMonitor, { port: "metrics" })])).toEqual([
      [
        "monitoring/unknown-port",
        'ServiceMonitor quantflow/other scrapes port "metrics" of quantflow-app, which has no port of that name (it has http, admin)',
      ],
    ]);
  });
});

describe("a selector", () => {
  it("matches something", () => {
    const blind = { ...workload, serviceLabels: { app: "quantflow" } };
    expect(found([serviceMonitor], [blind])).toEqual([
      [
        "monitoring/selects-nothing",
        "ServiceMonitor quantflow/quantflow-monitor selects app=quantflow-app, and nothing bears these labels: it would scrape nothing, without a word",
      ],
    ]);
  });

  it("of a ServiceMonitor matches no pods without a Service, and that of a PodMonitor does", () => {
    const { serviceLabels: _, ...bare } = workload;
    expect(found([serviceMonitor], [bare])[0]?.[0]).toBe("monitoring/selects-nothing");
    expect(found([podMonitor], [bare])).toEqual([]);
  });

  it("that looks into another namespace is not judged by what is in this one", () => {
    const spec = { ...(serviceMonitor["spec"] as object), namespaceSelector: { matchNames: ["kube-system"] } };
    expect(found([{ ...serviceMonitor, spec }])).toEqual([]);
    const anywhere = { ...(podMonitor["spec"] as object), namespaceSelector: { any: true } };
    expect(found([serviceMonitor, { ...podMonitor, spec: anywhere }])[0]?.[0]).toBe("monitoring/port-scraped-twice");
  });
});

describe("the monitors of an environment", () => {
  it("are refused when two jobs scrape one port, with what to do", () => {
    const targets = [trading, { ...trading, job: "trading-again" }];
    const [code, message] = refusal(() => monitoringObjects(given({ targets })));
    expect(code).toBe("monitoring/port-scraped-twice");
    expect(message).toContain(
      'both scrape port "admin" of trading/app: the same series come under jobs "trading" and "trading-again"',
    );
  });

  it("are refused when one is by pods and the other by the Service", () => {
    const place: Place = { kind: "pods", namespace: "trading", selector: names.selector(app) };
    const beside = { ...app, name: "beside" };
    const targets = [trading, { ...trading, job: "again", at: { ...trading.at, service: beside } }];
    expect(refusal(() => monitoringObjects(given({ targets, elsewhere: new Map([["beside", place]]) })))[0]).toBe(
      "monitoring/port-scraped-twice",
    );
  });
});
