import { type Address, address, authority } from "../../lib/services/address.ts";
import { plain } from "../../lib/services/secret.ts";
import { type Service, service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { frozenCopy, volume } from "../../lib/services/volume.ts";
import { secrets } from "../secrets.ts";
import { ADMIN_USER, healthy, limits, SCRAPE_USER, scrapeLimits } from "./defaults.ts";
import { adminLogin, scrapeLogin } from "./logins.ts";
import { timescaledb } from "./timescaledb.ts";

export const grafanaData = volume(
  "grafana-data",
  "Grafana's users, preferences and dashboards made by hand",
  // SQLite: https://sqlite.org/atomiccommit.html, a file and its journal of one moment are a whole database.
  frozenCopy(),
);

/** What its guide to hardening asks for that does not hang on HTTPS. Source: grafana.com, "Configure security hardening". */
const HARDENED = {
  GF_SECURITY_SECRET_KEY__FILE: `/run/secrets/${secrets.grafanaKey.name}`,
  GF_SECURITY_COOKIE_SAMESITE: "strict",
  GF_SECURITY_CONTENT_SECURITY_POLICY: "true",
  GF_SECURITY_ALLOW_EMBEDDING: "false",
  GF_SECURITY_DISABLE_GRAVATAR: "true",
  GF_AUTH_ANONYMOUS_ENABLED: "false",
  GF_AUTH_ANONYMOUS_HIDE_VERSION: "true",
  GF_USERS_ALLOW_SIGN_UP: "false",
  GF_USERS_VIEWERS_CAN_EDIT: "false",
  GF_SNAPSHOTS_EXTERNAL_ENABLED: "false",
  GF_PUBLIC_DASHBOARDS_ENABLED: "false",
  GF_ANALYTICS_REPORTING_ENABLED: "false",
  GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
  GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
  GF_ANALYTICS_FEEDBACK_LINKS_ENABLED: "false",
  GF_NEWS_NEWS_FEED_ENABLED: "false",
  GF_PLUGINS_PREINSTALL_DISABLED: "true",
  GF_PLUGINS_PLUGIN_ADMIN_ENABLED: "false",
};

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
    ...HARDENED,
  },
  secrets: {
    "admin-password": plain(secrets.admin),
    [secrets.databaseReader.name]: plain(secrets.databaseReader),
    [secrets.grafana.name]: plain(secrets.grafana),
    [secrets.grafanaKey.name]: plain(secrets.grafanaKey),
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

/** What only an encrypted page may ask of a browser. */
const encrypted = (isEncrypted: boolean) => ({
  GF_SECURITY_COOKIE_SECURE: `${isEncrypted}`,
  GF_SECURITY_STRICT_TRANSPORT_SECURITY: `${isEncrypted}`,
});

interface Placed {
  /** Its data sources that need a password: they are files, so that no secret enters a plan. */
  readonly files: ReadonlyMap<string, string>;
  /** As people open it. */
  readonly externalUrl: string;
  /** What its data sources ask; a data source that someone adds by hand may ask nothing else. */
  readonly reads: readonly Address[];
}

export const configuredGrafana = ({ files, externalUrl, reads }: Placed): Service => ({
  ...grafana,
  environment: {
    ...grafana.environment,
    ...encrypted(externalUrl.startsWith("https:")),
    GF_SERVER_ROOT_URL: externalUrl,
    GF_SECURITY_DATA_SOURCE_PROXY_WHITELIST: reads.map(authority).join(" "),
  },
  configuration: { mount: "/etc/grafana/provisioning", files, onChange: "replace" },
});

export const grafanaTarget = target({
  job: "grafana",
  at: address(grafana, "web", "/metrics"),
  credentials: scrapeLogin,
  limits: scrapeLimits(6000),
});
