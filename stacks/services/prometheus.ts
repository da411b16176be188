import { CONSOLE_LIBRARIES, CONSOLES } from "../../lib/alerting/runbooks/index.ts";
import type { Duration } from "../../lib/metrics/units.ts";
import { type Address, address } from "../../lib/services/address.ts";
import { plain, type SecretFile } from "../../lib/services/secret.ts";
import { type Service, service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { frozenCopy, type Volume, volume } from "../../lib/services/volume.ts";
import { httpClientConfig, httpsClientConfig } from "../../lib/services/web-config.ts";
import { secrets } from "../secrets.ts";
import { healthy, limits, NOBODY, SCRAPE_USER, scrapeLimits } from "./defaults.ts";
import { PEOPLE, peoplePasswordFile, scrapeLogin } from "./logins.ts";
import { webConfigOverTls } from "./web-config.ts";

const MOUNT = "/etc/prometheus";

/** A block has a ULID for its name, and is never changed. The head is a log, which is read again after a crash. */
export const sampleBackup = frozenCopy("01*");
export const prometheusData = volume("prometheus-data", "the history of every metric", sampleBackup);

const isReady = (url: string) =>
  healthy("promtool", "check", "ready", `--url=${url}`, "--http.config.file=/run/secrets/health.yml");

const overTls = (plain: Service): Partial<Service> => {
  const { secrets: files, ...rest } = webConfigOverTls(plain);
  const health: SecretFile = { needs: [], render: () => httpsClientConfig(SCRAPE_USER, secrets.scrape) };
  return { ...rest, secrets: { ...files, "health.yml": health }, health: isReady("https://localhost:9090") };
};

/** One that keeps its history there; replicas are alike but for their names. */
export const prometheusNamed = (name: string, data: Volume): Service<"web"> =>
  service({
    name,
    summary: "scrapes every service and evaluates the rules",
    image: "prometheus",
    ports: { web: 9090 },
    admits: { web: PEOPLE },
    opens: ["web"],
    encrypts: { ports: ["web"], differs: overTls },
    command: [
      `--config.file=${MOUNT}/prometheus.yml`,
      "--config.auto-reload",
      "--config.auto-reload-interval=5s",
      "--storage.tsdb.path=/prometheus",
      "--web.config.file=/run/secrets/web.yml",
      `--web.console.templates=${MOUNT}/${CONSOLES}`,
      `--web.console.libraries=${MOUNT}/${CONSOLE_LIBRARIES}`,
    ],
    secrets: {
      "web.yml": peoplePasswordFile,
      "health.yml": { needs: [], render: () => httpClientConfig(SCRAPE_USER, secrets.scrape) },
      [secrets.scrape.name]: plain(secrets.scrape),
      [secrets.metricsToken.name]: plain(secrets.metricsToken),
    },
    rereads: ["web.yml", "health.yml", secrets.scrape.name, secrets.metricsToken.name],
    volumes: [{ volume: data, at: "/prometheus" }],
    user: NOBODY,
    health: isReady("http://127.0.0.1:9090"),
    limits: limits(512, 1),
    networks: ["edge", "monitor"],
  });

export const prometheus = prometheusNamed("prometheus", prometheusData);

/** What fires is sent to Alertmanager again at every second evaluation. */
const EVALUATIONS_A_SENDING = 2;

/**
 * Seconds that Alertmanager believes an alert that is no longer sent, at an evaluation interval of so many.
 * Source: Prometheus' rules/alerting.go, sendAlerts: four times the delay between sendings.
 */
export const believedFor = (interval: Duration): number => 4 * EVALUATIONS_A_SENDING * interval.value;

interface Placed {
  readonly files: ReadonlyMap<string, string>;
  /** Under which people reach it: links in alerts lead there. */
  readonly externalUrl: string;
  /** Between two evaluations. */
  readonly interval: Duration;
}

export const configuredPrometheus = (bare: Service, { files, externalUrl, interval }: Placed): Service => ({
  ...bare,
  command: [
    ...(bare.command ?? []),
    `--web.external-url=${externalUrl}`,
    `--rules.alert.resend-delay=${EVALUATIONS_A_SENDING * interval.value}s`,
  ],
  configuration: { mount: MOUNT, files, onChange: "reloads" },
});

/** What one Prometheus tells of itself. */
export const targetOfPrometheus = (at: Address) =>
  target({
    job: "prometheus",
    at,
    credentials: scrapeLogin,
    limits: scrapeLimits(3000),
  });

export const prometheusTarget = targetOfPrometheus(address(prometheus, "web", "/metrics"));
