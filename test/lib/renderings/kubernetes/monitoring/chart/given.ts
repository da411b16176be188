import { days, gibibytes, mebibytes, seconds } from "../../../../../../lib/metrics/units.ts";
import type { ChartGiven, Program } from "../../../../../../lib/renderings/kubernetes/monitoring/index.ts";
import { address } from "../../../../../../lib/services/address.ts";
import { generated } from "../../../../../../lib/services/secret.ts";
import { names, probing, scraper, stack, teller, trading } from "../given.ts";

const program = (name: string, image: string): Program => ({
  image: { repository: image, tag: "v1.2.3" },
  limits: { memory: mebibytes(512), cpus: 1 },
  replicas: 1,
  storage: gibibytes(20),
  secret: `${name}-secrets`,
  url: `https://${name}.example.com`,
});

const login = { user: "grafana", password: generated("grafana-password") };

export const chartGiven = (more: Partial<ChartGiven> = {}): ChartGiven => ({
  stack,
  targets: [trading, probing],
  labels: { ...names.common, release: stack.release },
  interval: seconds(15),
  timeout: seconds(10),
  retention: { time: days(30), size: gibibytes(16) },
  externalLabels: { environment: "test" },
  prometheus: program("scraper", "prom/prometheus"),
  alertmanager: program("teller", "quay.io/prometheus/alertmanager"),
  grafana: {
    ...program("grafana", "grafana/grafana"),
    environment: { GF_SECURITY_ADMIN_PASSWORD__FILE: "/run/secrets/admin-password" },
    dataSources: [
      {
        kind: "prometheus",
        uid: "prometheus",
        name: "Prometheus",
        at: address(scraper, "web", ""),
        interval: seconds(15),
        login,
      },
      { kind: "alertmanager", uid: "alertmanager", name: "Alertmanager", at: address(teller, "web", ""), login },
    ],
  },
  nodeExporter: {
    image: { repository: "quay.io/prometheus/node-exporter", tag: "v1" },
    limits: { memory: mebibytes(64), cpus: 0.25 },
  },
  runbooks: { name: "runbooks" },
  authority: { name: "web-tls", key: "ca.crt" },
  hosts: new Map([
    ["scraper", "quantflow-prometheus.monitoring.svc"],
    ["teller", "quantflow-alertmanager.monitoring.svc"],
  ]),
  ...more,
});
