import { configurationFiles, type ShownDashboard } from "../../lib/dashboards/preview/server/index.ts";
import { duration } from "../../lib/metrics/duration.ts";
import type { Duration } from "../../lib/metrics/units.ts";
import { type Address, address, url } from "../../lib/services/address.ts";
import type { IsEncrypted } from "../../lib/services/encryption.ts";
import { plain, SECRETS_DIRECTORY } from "../../lib/services/secret.ts";
import { type Service, service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { secrets } from "../secrets.ts";
import { blackboxExporter } from "./blackbox-exporter.ts";
import { answers, limits, NODE_USER, scrapeLimits, TRUSTS_AUTHORITY } from "./defaults.ts";
import { adminLogin, grafanaLogin, scrapeLogin } from "./logins.ts";
import { prometheus } from "./prometheus.ts";

/** Grafana's place where Grafana's image is not to be had; it asks Prometheus as Grafana would. */
export const preview = service({
  name: "preview",
  summary: "shows the dashboards where there is no Grafana",
  image: "preview",
  ports: { web: 3000 },
  admits: { web: [adminLogin] },
  opens: ["web"],
  encrypts: { ports: [], differs: ({ environment }) => ({ environment: { ...environment, ...TRUSTS_AUTHORITY } }) },
  secrets: {
    [secrets.admin.name]: plain(secrets.admin),
    [secrets.grafana.name]: plain(secrets.grafana),
  },
  user: NODE_USER,
  health: answers("http://127.0.0.1:3000/healthz"),
  limits: limits(128, 0.5),
  networks: ["edge", "monitor"],
  connects: [{ to: address(prometheus, "web", ""), credentials: grafanaLogin }],
});

/** The preview with the dashboards that it shows, what it asks for samples, and where people reach Prometheus. */
export const configuredPreview = (
  dashboards: readonly ShownDashboard[],
  given: {
    readonly interval: Duration;
    readonly samples: Address;
    readonly prometheusUrl: string;
    readonly isEncrypted: IsEncrypted;
  },
): Service => ({
  ...preview,
  connects: [{ to: given.samples, credentials: grafanaLogin }],
  configuration: {
    mount: "/etc/preview",
    onChange: "reloads",
    files: configurationFiles(
      {
        port: preview.ports.web,
        page: "/app/page",
        interval: duration(given.interval),
        login: fileLogin(adminLogin),
        prometheus: {
          url: url(given.samples, given.isEncrypted(given.samples) ? "https" : "http"),
          publicUrl: given.prometheusUrl,
          login: fileLogin(grafanaLogin),
        },
      },
      dashboards,
    ),
  },
});

const fileLogin = ({ user, password }: typeof adminLogin) => ({
  user,
  passwordFile: `${SECRETS_DIRECTORY}/${password.name}`,
});

/** It has no /metrics: what matters is that it answers, and to nobody without a login; so it is probed. */
export const previewTarget = target({
  job: "preview",
  at: address(blackboxExporter, "metrics", "/probe"),
  credentials: scrapeLogin,
  limits: scrapeLimits(100),
  probe: { of: address(preview, "web", "/"), module: "asks_for_password" },
});
