import { expect, it } from "vitest";
import {
  monitoringObjects,
  stackNames,
  stackPlaces,
  stackPods,
} from "../../../../../lib/renderings/kubernetes/monitoring/index.ts";
import { only } from "../given.ts";
import { given, scraper, scraping, stack } from "./given.ts";

const services = {
  prometheus: "scraper",
  alertmanager: "teller",
  grafana: "grafana",
  nodeExporter: "node-exporter",
};
const authority = { name: "web-tls", key: "ca.crt" };
const places = stackPlaces({ stack, services, authority, nodes: 50 });

it("Prometheus finds itself behind the chart's Service, by a certificate and without a password", () => {
  const objects = monitoringObjects(given({ targets: [scraping], elsewhere: places }));
  const monitor = only(objects, "ServiceMonitor", scraping.job);
  expect(monitor["spec"]).toMatchObject({
    namespaceSelector: { matchNames: ["monitoring"] },
    selector: { matchLabels: { app: "kube-prometheus-stack-prometheus", release: "watch" } },
    endpoints: [
      {
        port: "http-web",
        scheme: "https",
        tlsConfig: { ca: { secret: authority }, serverName: "quantflow-prometheus.monitoring.svc" },
      },
    ],
  });
  expect(monitor["spec"]).not.toHaveProperty("endpoints.0.basicAuth");
});

it("Grafana is asked with its password, as on Docker", () => {
  expect(places.get("grafana")).toEqual({
    kind: "service",
    namespace: "monitoring",
    selector: { "app.kubernetes.io/name": "grafana", "app.kubernetes.io/instance": "watch" },
    port: "http-web",
  });
});

it("node exporters are one a node", () => {
  expect(places.get("node-exporter")).toMatchObject({ namespace: "monitoring", perNode: { atMost: 50 } });
});

it("the pods of the stack are known to the policies of what they ask", () => {
  const pods = stackPods({ stack, services });
  expect(pods[scraper.name]).toEqual({
    namespace: "monitoring",
    labels: {
      "app.kubernetes.io/name": "prometheus",
      "operator.prometheus.io/name": stackNames(stack).prometheus,
    },
  });
  expect(pods["node-exporter"]?.namespace).toBe("monitoring");
});
