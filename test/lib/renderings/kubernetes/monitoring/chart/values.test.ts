import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { DataSource } from "../../../../../../lib/dashboards/data-source.ts";
import { chartValues, isProvable, valuesFile } from "../../../../../../lib/renderings/kubernetes/monitoring/index.ts";
import { address } from "../../../../../../lib/services/address.ts";
import { generated } from "../../../../../../lib/services/secret.ts";
import { refusal, scraper, stack } from "../given.ts";
import { chartGiven } from "./given.ts";

const at = (operatorVersion: string) => chartGiven({ stack: { ...stack, operatorVersion } });

describe("values.yaml", () => {
  it("reads back as the values", () => {
    const values = chartValues(chartGiven());
    expect(parse(valuesFile(values))).toEqual(values.values);
  });

  it("says the reason of every value above it", () => {
    const values = chartValues(chartGiven());
    const text = valuesFile(values);
    expect(text).toContain("    # the windows of the rules are held against it\n    scrapeInterval: 15s\n");
    expect(text).toContain("# the names of Services do not hang on the release's\nfullnameOverride: quantflow\n");
    const reasons = text.match(/^\s*# /gm) ?? [];
    expect(reasons).toHaveLength(values.settings.length + 1);
  });

  it("holds nothing that Helm would take for a template", () => {
    expect(valuesFile(chartValues(chartGiven()))).not.toContain("{{");
  });

  it("names every value once", () => {
    const places = chartValues(chartGiven()).settings.map((one) => one.at);
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });
});

describe("the chart", () => {
  it("scrapes nothing by itself that a monitor of ours scrapes", () => {
    expect(chartValues(chartGiven()).values).toMatchObject({
      defaultRules: { create: false },
      prometheus: { serviceMonitor: { selfMonitor: false } },
      alertmanager: { serviceMonitor: { selfMonitor: false } },
      prometheusOperator: { serviceMonitor: { selfMonitor: false } },
      grafana: { serviceMonitor: { enabled: false } },
      "prometheus-node-exporter": { prometheus: { monitor: { enabled: false } } },
      kubelet: { enabled: false },
      kubeStateMetrics: { enabled: false },
    });
  });

  it("runs the images that are pinned, from their own registries", () => {
    expect(chartValues(chartGiven()).values).toMatchObject({
      prometheus: {
        prometheusSpec: { image: { registry: "docker.io", repository: "prom/prometheus", tag: "v1.2.3" } },
      },
      alertmanager: { alertmanagerSpec: { image: { registry: "quay.io", repository: "prometheus/alertmanager" } } },
    });
  });

  it("gives a page's size limit to Probes, which have none of their own", () => {
    expect(chartValues(chartGiven()).values).toMatchObject({
      prometheus: {
        prometheusSpec: { bodySizeLimit: "16MB", enforcedBodySizeLimit: "16MB", enforcedSampleLimit: 3000 },
      },
    });
  });

  it("shows Prometheus and Alertmanager to Grafana by certificate and no password", () => {
    const { grafana } = chartValues(chartGiven()).values as {
      grafana: { datasources: { "data-sources.yaml": { datasources: readonly object[] } } };
    };
    const [prometheus, alertmanager] = grafana.datasources["data-sources.yaml"].datasources;
    expect(prometheus).toMatchObject({
      url: "https://quantflow-prometheus.monitoring.svc:9090",
      jsonData: { tlsAuthWithCACert: true, timeInterval: "15s" },
      secureJsonData: { tlsCACert: "$__file{/etc/grafana/authority/ca.crt}" },
    });
    expect(prometheus).not.toHaveProperty("basicAuth");
    expect(alertmanager).toMatchObject({ url: "https://quantflow-alertmanager.monitoring.svc:9093" });
  });

  it("runs one Grafana at a time, whose sidecar looks for ConfigMaps of its own namespace", () => {
    expect(chartValues(chartGiven()).values).toMatchObject({
      grafana: {
        deploymentStrategy: { type: "Recreate" },
        rbac: { namespaced: true },
        sidecar: { dashboards: { resource: "configmap", searchNamespace: "monitoring" } },
      },
    });
  });

  it("gives Grafana its secrets beside the API server's token, not in the directory above it", () => {
    const database: DataSource = {
      ...{ kind: "postgres", uid: "database", name: "Database", at: address(scraper, "web", "") },
      ...{
        login: { user: "reader", password: generated("reader") },
        database: "db",
        tls: "disable",
        timescaledb: true,
      },
    };
    const given = chartGiven();
    const { values } = chartValues({
      ...given,
      ...(given.grafana && { grafana: { ...given.grafana, dataSources: [database] } }),
    });
    expect(values).toMatchObject({
      grafana: {
        env: { GF_SECURITY_ADMIN_PASSWORD__FILE: "/etc/grafana/secrets/admin-password" },
        extraSecretMounts: [{ name: "secrets", mountPath: "/etc/grafana/secrets" }, { name: "authority" }],
      },
    });
    expect(JSON.stringify(values)).toContain("$__file{/etc/grafana/secrets/");
    expect(JSON.stringify(values)).not.toContain("/run/secrets");
  });

  it("runs no Grafana and no node exporter where there is none", () => {
    const { grafana: _, nodeExporter: __, ...rest } = chartGiven();
    expect(chartValues(rest).values).toMatchObject({
      grafana: { enabled: false },
      nodeExporter: { enabled: false },
    });
  });
});

describe("an older operator", () => {
  it("is not given the values that it does not know", () => {
    const places = (version: string) => chartValues(at(version)).settings.map((one) => one.at);
    const role = "prometheus.prometheusSpec.serviceDiscoveryRole";
    expect(places("0.76.0")).toContain(role);
    expect(places("0.75.2")).not.toContain(role);
  });

  it("is refused where an alert could never fire", () => {
    expect(refusal(() => chartValues(at("0.66.0")))).toEqual([
      "monitoring/operator-too-old",
      "the chart's value prometheus.prometheusSpec.bodySizeLimit needs spec.bodySizeLimit, which the Prometheus operator knows since 0.67.0; the environment has 0.66.0 (ScrapeBodyLimitHit would never fire for a Probe)",
    ]);
  });
});

it("fails on a name that the chart would cut", () => {
  expect(refusal(() => chartValues(chartGiven({ stack: { ...stack, name: "a".repeat(27) } })))).toEqual([
    "monitoring/release-name-too-long",
    `the chart cuts "${"a".repeat(27)}" after 26 characters, so that Services and monitors no longer name the same thing`,
  ]);
});

it("what a real operator proves are the values that become fields, and not those that only Helm reads", () => {
  const proved = chartValues(chartGiven())
    .settings.filter(isProvable)
    .map(({ at }) => at);
  expect(proved).toContain("prometheus.prometheusSpec.scrapeInterval");
  expect(proved).toContain("alertmanager.alertmanagerSpec.tlsConfig");
  expect(proved).not.toContain("alertmanager.alertmanagerSpec.useExistingSecret");
  expect(proved.filter((place) => !/^(prometheus|alertmanager)\.\1Spec\./.test(place))).toEqual([]);
});
