import { address } from "../../lib/services/address.ts";
import { plain } from "../../lib/services/secret.ts";
import { type Service, service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { volume } from "../../lib/services/volume.ts";
import { secrets } from "../secrets.ts";
import { ADMIN_USER, healthy, limits, SCRAPE_USER, scrapeLimits } from "./defaults.ts";
import { adminLogin, scrapeLogin } from "./logins.ts";
import { timescaledb } from "./timescaledb.ts";

export const grafanaData = volume("grafana-data", "Grafana's users, preferences and dashboards made by hand");

export const grafana = service({
  name: "grafana",
  summary: "shows the dashboards",
  image: "grafana",
  ports: { web: 3000 },
  admits: { web: [adminLogin, scrapeLogin] },
  opens: ["web"],
  environment: {
    GF_SECURITY_ADMIN_USER: ADMIN_USER,
    GF_SECURITY_ADMIN_PASSWORD__FILE: "/run/secrets/admin-password",
    GF_METRICS_BASIC_AUTH_USERNAME: SCRAPE_USER,
    GF_METRICS_BASIC_AUTH_PASSWORD__FILE: `/run/secrets/${secrets.scrape.name}`,
    GF_USERS_ALLOW_SIGN_UP: "false",
    GF_ANALYTICS_REPORTING_ENABLED: "false",
    GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
    GF_PLUGINS_PREINSTALL_DISABLED: "true",
  },
  secrets: {
    "admin-password": plain(secrets.admin),
    [secrets.databaseReader.name]: plain(secrets.databaseReader),
    [secrets.grafana.name]: plain(secrets.grafana),
    [secrets.scrape.name]: plain(secrets.scrape),
  },
  volumes: [{ volume: grafanaData, at: "/var/lib/grafana" }],
  scratch: ["/tmp"],
  user: "472:0",
  health: healthy("/bin/sh", "-c", "wget -q -O /dev/null http://127.0.0.1:3000/api/health"),
  limits: limits(512, 1),
  networks: ["edge", "data", "monitor"],
  needs: [timescaledb],
});

/** Grafana with the data sources that need a password: they are files, so that no secret enters a plan. */
export const configuredGrafana = (files: ReadonlyMap<string, string>, externalUrl: string): Service => ({
  ...grafana,
  environment: { ...grafana.environment, GF_SERVER_ROOT_URL: externalUrl },
  configuration: { mount: "/etc/grafana/provisioning", files, onChange: "replace" },
});

export const grafanaTarget = target({
  job: "grafana",
  at: address(grafana, "web", "/metrics"),
  credentials: scrapeLogin,
  limits: scrapeLimits(6000),
});
