import { mebibytes, seconds } from "../../../../../lib/metrics/units.ts";
import { namesIn } from "../../../../../lib/renderings/kubernetes/index.ts";
import type { MonitoringGiven, Stack } from "../../../../../lib/renderings/kubernetes/monitoring/index.ts";
import { MonitoringError } from "../../../../../lib/renderings/kubernetes/monitoring/index.ts";
import { address } from "../../../../../lib/services/address.ts";
import type { Basic, Bearer } from "../../../../../lib/services/credentials.ts";
import { generated } from "../../../../../lib/services/secret.ts";
import { service } from "../../../../../lib/services/service.ts";
import { target } from "../../../../../lib/services/target.ts";

const common = {
  health: { command: ["true"], interval: seconds(5), timeout: seconds(4), retries: 3, startPeriod: seconds(60) },
  limits: { memory: mebibytes(256), cpus: 0.5 },
  networks: ["monitor"],
  user: "1000:1000",
} as const;

export const app = service({
  ...common,
  name: "app",
  summary: "trades",
  image: "app",
  ports: { http: 3000, admin: 9464 },
});
export const standby = service({ ...common, name: "standby", summary: "waits", image: "app", ports: { admin: 9464 } });
export const prober = service({
  ...common,
  name: "prober",
  summary: "asks",
  image: "prober",
  ports: { metrics: 9115 },
});
export const flows = service({ ...common, name: "flows", summary: "flows", image: "flows", ports: { web: 1880 } });
export const scraper = service({ ...common, name: "scraper", summary: "scrapes", image: "p", ports: { web: 9090 } });
export const teller = service({ ...common, name: "teller", summary: "tells", image: "a", ports: { web: 9093 } });

export const token: Bearer = { kind: "bearer", token: generated("metrics-token") };
export const login: Basic = { kind: "basic", user: "scrape", password: generated("scrape-password") };
const limits = { samples: 3000, labels: 40, bodyBytes: 16 * 2 ** 20, targets: 10 };

export const trading = target({ job: "trading", at: address(app, "admin", "/metrics"), credentials: token, limits });
export const probing = target({
  job: "flows",
  at: address(prober, "metrics", "/probe"),
  credentials: login,
  limits: { ...limits, samples: 100 },
  probe: { of: address(flows, "web", "/auth/login"), module: "http_login" },
});
export const scraping = target({ job: "scraper", at: address(scraper, "web", "/metrics"), credentials: login, limits });

export const stack: Stack = {
  release: "watch",
  namespace: "monitoring",
  name: "quantflow",
  operatorVersion: "0.85.0",
  certificate: "web-tls",
};

export const names = namesIn({ namespace: "trading", product: "quantflow", instance: "quantflow" });

const ALERTMANAGER = `templates:
  - templates/messages.tmpl
route:
  receiver: history
inhibit_rules:
  - name: what is down needs no warnings
    source_matchers: [alertname="ServiceDown"]
    target_matchers: [severity="warning"]
    equal: [job]
receivers:
  - name: history
    webhook_configs:
      - url: http://app:3000/alerts/webhook
        timeout: 10s
        http_config:
          authorization:
            credentials_file: /run/secrets/webhook-token
  - name: people
    email_configs:
      - to: on-call@app
        smarthost: app:3000
    slack_configs:
      - api_url_file: /run/secrets/slack-url
        timeout: 10s
`;

export const given = (more: Partial<MonitoringGiven> = {}): MonitoringGiven => ({
  names,
  stack,
  targets: [trading],
  services: [app, standby, prober, flows],
  elsewhere: new Map(),
  scraper,
  alertmanager: teller,
  interval: seconds(15),
  timeout: seconds(10),
  prometheusFiles: new Map([
    ["prometheus.yml", "global: {}\n"],
    [
      "rules/trading-0123abcd.yml",
      'groups:\n  - name: trading\n    rules:\n      - alert: Down\n        expr: up{job="trading"} == 0\n        for: 1m\n',
    ],
    ["consoles/index.html", "<p>runbooks</p>"],
    ["console_libraries/runbooks.lib", "{{ define }}"],
  ]),
  alertmanagerFiles: new Map([
    ["alertmanager.yml", ALERTMANAGER],
    ["templates/messages.tmpl", "{{ define }}"],
  ]),
  alertmanagerSecrets: ["webhook-token", "slack-url"],
  dashboards: new Map([["feed.json", '{\n  "uid": "feed"\n}\n']]),
  folder: "QuantFlow",
  ...more,
});

/** What a function refuses, as its code and message. */
export function refusal(run: () => unknown): readonly [string, string] {
  try {
    run();
  } catch (error) {
    if (error instanceof MonitoringError) return [error.code, error.message];
    throw error;
  }
  throw new Error("nothing was refused");
}
