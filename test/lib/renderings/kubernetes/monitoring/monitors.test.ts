import { expect, it } from "vitest";
import { monitoringObjects, type Place } from "../../../../../lib/renderings/kubernetes/monitoring/index.ts";
import { address } from "../../../../../lib/services/address.ts";
import { only, secretTexts } from "../given.ts";
import { app, given, names, probing, refusal, scraper, scraping, standby, trading } from "./given.ts";

const LIMITS = { sampleLimit: 3000, labelLimit: 40, labelNameLengthLimit: 128, labelValueLengthLimit: 1024 };
const DROP = { action: "labeldrop", regex: "namespace|pod|service|container|endpoint|node" };
const INSTANCE = {
  sourceLabels: ["__meta_kubernetes_pod_name", "__address__"],
  separator: ";",
  regex: "(.+);.*:([0-9]+)",
  targetLabel: "instance",
  replacement: "${1}:${2}",
};

it("a job whose pods stand behind a Service gets a ServiceMonitor beside Prometheus, with Docker's credentials and limits", () => {
  expect(only(monitoringObjects(given()), "ServiceMonitor", "trading")).toEqual({
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: { name: "trading", namespace: "monitoring", labels: { ...names.common, release: "watch" } },
    spec: {
      namespaceSelector: { matchNames: ["trading"] },
      selector: { matchLabels: names.selector(app) },
      endpoints: [
        {
          port: "admin",
          path: "/metrics",
          scheme: "http",
          interval: "15s",
          scrapeTimeout: "10s",
          honorLabels: false,
          authorization: { type: "Bearer", credentials: { name: "scraper-secrets", key: "metrics-token" } },
          relabelings: [{ targetLabel: "job", replacement: "trading" }, INSTANCE, DROP],
        },
      ],
      ...LIMITS,
      targetLimit: 10,
      bodySizeLimit: "16MB",
    },
  });
});

it("pods without a Service get a PodMonitor, and no ServiceMonitor with it", () => {
  const place: Place = { kind: "pods", namespace: "trading", selector: names.selector(app) };
  const objects = monitoringObjects(given({ elsewhere: new Map([["app", place]]) }));
  expect(objects.filter(({ kind }) => kind === "ServiceMonitor")).toEqual([]);
  expect(only(objects, "PodMonitor", "trading")["spec"]).toMatchObject({
    selector: { matchLabels: names.selector(app) },
    podMetricsEndpoints: [
      { port: "admin", relabelings: [{ targetLabel: "job", replacement: "trading" }, INSTANCE, DROP] },
    ],
  });
});

it("what is outside the cluster gets a ScrapeConfig of its address, which is the instance", () => {
  const place: Place = { kind: "address", authority: "desk.example.com:9464" };
  const objects = monitoringObjects(given({ elsewhere: new Map([["app", place]]) }));
  expect(only(objects, "ScrapeConfig", "trading")["spec"]).toEqual({
    staticConfigs: [{ targets: ["desk.example.com:9464"] }],
    metricsPath: "/metrics",
    scheme: "HTTP",
    scrapeInterval: "15s",
    scrapeTimeout: "10s",
    honorLabels: false,
    authorization: { type: "Bearer", credentials: { name: "scraper-secrets", key: "metrics-token" } },
    ...LIMITS,
    targetLimit: 10,
    relabelings: [{ targetLabel: "job", replacement: "trading" }],
  });
});

it("a probed service gets a Probe that asks by Docker's name, so that the instance is the same", () => {
  const probe = only(monitoringObjects(given({ targets: [probing] })), "Probe", "flows");
  expect(probe["spec"]).toMatchObject({
    jobName: "flows",
    module: "http_login",
    prober: { url: "prober.trading.svc:9115", scheme: "http", path: "/probe" },
    targets: { staticConfig: { static: ["http://flows:1880/auth/login"] } },
    basicAuth: {
      username: { name: "quantflow-users", key: "scrape" },
      password: { name: "scraper-secrets", key: "scrape-password" },
    },
    sampleLimit: 100,
  });
  expect(probe["spec"]).not.toHaveProperty("bodySizeLimit");
});

it("the names of users stand in a Secret without a password", () => {
  const users = only(monitoringObjects(given({ targets: [probing] })), "Secret", "quantflow-users");
  expect(secretTexts(users)).toEqual({ scrape: "scrape" });
});

it("Prometheus' own scrape pools are told by their jobs, as TargetLimitHit and its inhibition want it", () => {
  const place: Place = {
    kind: "service",
    namespace: "monitoring",
    selector: { app: "prometheus" },
    port: "http-web",
    authentication: "none",
    tls: { authority: { name: "web-tls", key: "ca.crt" }, serverName: "prometheus.monitoring.svc" },
  };
  const objects = monitoringObjects(given({ targets: [scraping], elsewhere: new Map([[scraper.name, place]]) }));
  const [endpoint] = (only(objects, "ServiceMonitor", "scraper")["spec"] as { endpoints: object[] }).endpoints;
  expect(endpoint).toMatchObject({
    port: "http-web",
    scheme: "https",
    tlsConfig: { ca: { secret: { name: "web-tls", key: "ca.crt" } }, serverName: "prometheus.monitoring.svc" },
    metricRelabelings: [
      {
        sourceLabels: ["scrape_job"],
        regex: "(?:serviceMonitor|podMonitor|probe|scrapeConfig)/monitoring/([^/]+)(?:/0)?",
        targetLabel: "scrape_job",
        replacement: "${1}",
      },
    ],
  });
  expect(endpoint).not.toHaveProperty("basicAuth");
});

it("what runs once a node is told by its node, and may be as many as there are nodes", () => {
  const place: Place = {
    kind: "service",
    namespace: "nodes",
    selector: { app: "node-exporter" },
    authentication: "none",
    perNode: { atMost: 100 },
  };
  const monitor = only(monitoringObjects(given({ elsewhere: new Map([["app", place]]) })), "ServiceMonitor", "trading");
  expect(monitor["spec"]).toMatchObject({
    targetLimit: 100,
    endpoints: [
      {
        relabelings: [
          { replacement: "trading" },
          { ...INSTANCE, sourceLabels: ["__meta_kubernetes_pod_node_name", "__address__"] },
          DROP,
        ],
      },
    ],
  });
});

it("two services of one job are one monitor that selects both", () => {
  const second = { ...trading, at: address(standby, "admin", "/metrics") };
  const monitor = only(monitoringObjects(given({ targets: [trading, second] })), "ServiceMonitor", "trading");
  expect(monitor["spec"]).toMatchObject({
    selector: {
      matchLabels: { "app.kubernetes.io/instance": "quantflow" },
      matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: ["app", "standby"] }],
    },
  });
});

it.each([
  ["their paths", { at: address(standby, "admin", "/other") }],
  ["their limits", { limits: { ...trading.limits, samples: 1 } }],
])("fails when targets of one job differ in %s", (_, more) => {
  const second = { ...trading, at: address(standby, "admin", "/metrics"), ...more };
  expect(refusal(() => monitoringObjects(given({ targets: [trading, second] })))).toEqual([
    "monitoring/targets-differ",
    'the targets of job "trading" differ in path, port, credentials, limits or interval, and one monitor has one for all that it selects',
  ]);
});

it("fails when targets of one job stand in different namespaces", () => {
  const second = { ...trading, at: address(standby, "admin", "/metrics") };
  const place: Place = { kind: "service", namespace: "elsewhere", selector: { a: "b" } };
  const elsewhere = new Map([["standby", place]]);
  expect(refusal(() => monitoringObjects(given({ targets: [trading, second], elsewhere })))[0]).toBe(
    "monitoring/targets-differ",
  );
});
