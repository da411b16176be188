import { expect, it } from "vitest";
import { monitoringObjects, runbooksIn } from "../../../../../lib/renderings/kubernetes/monitoring/index.ts";
import { only } from "../given.ts";
import { given, names } from "./given.ts";

it("a rule file becomes a PrometheusRule of its name, its groups word for word", () => {
  expect(only(monitoringObjects(given()), "PrometheusRule", "trading")).toEqual({
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: { name: "trading", namespace: "monitoring", labels: { ...names.common, release: "watch" } },
    spec: {
      groups: [{ name: "trading", rules: [{ alert: "Down", expr: 'up{job="trading"} == 0', for: "1m" }] }],
    },
  });
});

it("a dashboard becomes a ConfigMap with the label by which the sidecar finds it, and its folder", () => {
  expect(only(monitoringObjects(given()), "ConfigMap", "dashboard-feed")).toMatchObject({
    metadata: {
      labels: { grafana_dashboard: "1", release: "watch" },
      annotations: { grafana_folder: "QuantFlow" },
    },
    data: { "feed.json": '{"uid":"feed"}\n' },
  });
});

it("runbooks are mounted at the paths that Prometheus serves, and a changed page changes neither name nor volume", () => {
  const { maps, volume } = runbooksIn(given());
  const [map] = maps;
  expect(map?.["data"]).toEqual({
    "consoles_2f_index.html": "<p>runbooks</p>",
    "console_5f_libraries_2f_runbooks.lib": "{{ define }}",
  });
  expect(volume).toEqual({
    name: "runbooks",
    projected: {
      sources: [
        {
          configMap: {
            name: "runbooks-0",
            items: [
              { key: "consoles_2f_index.html", path: "consoles/index.html" },
              { key: "console_5f_libraries_2f_runbooks.lib", path: "console_libraries/runbooks.lib" },
            ],
          },
        },
      ],
    },
  });
  const prometheusFiles = new Map([...given().prometheusFiles, ["consoles/index.html", "<p>changed</p>"]]);
  const changed = runbooksIn(given({ prometheusFiles }));
  expect(changed.maps.map(({ metadata }) => metadata)).toEqual(maps.map(({ metadata }) => metadata));
  expect(changed.maps).not.toEqual(maps);
  expect(changed.volume).toEqual(volume);
});

it("replicas of Alertmanager may tell each other what they have notified", () => {
  const replica = { "app.kubernetes.io/name": "alertmanager", alertmanager: "quantflow-alertmanager" };
  expect(only(monitoringObjects(given()), "NetworkPolicy", "quantflow-alertmanager-gossip")["spec"]).toEqual({
    podSelector: { matchLabels: replica },
    policyTypes: ["Ingress"],
    ingress: [
      {
        from: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
            podSelector: { matchLabels: replica },
          },
        ],
        ports: [
          { protocol: "TCP", port: 9094 },
          { protocol: "UDP", port: 9094 },
        ],
      },
    ],
  });
});
