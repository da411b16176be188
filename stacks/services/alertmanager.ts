import { type Address, address } from "../../lib/services/address.ts";
import { plain } from "../../lib/services/secret.ts";
import { type Service, service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { stoppedCopy, type Volume, volume } from "../../lib/services/volume.ts";
import { secrets } from "../secrets.ts";
import { asksForPassword, limits, NOBODY, scrapeLimits } from "./defaults.ts";
import { PEOPLE, peoplePasswordFile, scrapeLogin } from "./logins.ts";
import { exporterOverTls } from "./web-config.ts";

/** Silences and notifications are written down every minute, and when it ends. */
export const silenceBackup = stoppedCopy;
export const alertmanagerData = volume("alertmanager-data", "silences and what has been notified", silenceBackup);

/** One that keeps its silences there, and is told by its caller whom it gossips with. */
export const alertmanagerNamed = (name: string, data: Volume): Service<"web"> =>
  service({
    name,
    summary: "groups alerts and delivers them",
    image: "alertmanager",
    ports: { web: 9093 },
    admits: { web: PEOPLE },
    opens: ["web"],
    encrypts: exporterOverTls("web", 9093),
    command: [
      "--config.file=/etc/alertmanager/alertmanager.yml",
      "--storage.path=/alertmanager",
      // A quarter of an hour by default: so long a killed one forgets, and a full disk goes unnoticed.
      "--data.maintenance-interval=1m",
      "--web.config.file=/run/secrets/web.yml",
    ],
    secrets: {
      "web.yml": peoplePasswordFile,
      [secrets.webhookToken.name]: plain(secrets.webhookToken),
      [secrets.watchmanToken.name]: plain(secrets.watchmanToken),
    },
    rereads: ["web.yml", secrets.webhookToken.name, secrets.watchmanToken.name],
    volumes: [{ volume: data, at: "/alertmanager" }],
    user: NOBODY,
    health: asksForPassword("http://127.0.0.1:9093/-/ready"),
    limits: limits(128, 0.5),
    networks: ["edge", "monitor"],
  });

const alone = alertmanagerNamed("alertmanager", alertmanagerData);
// One node: no gossip.
export const alertmanager: Service<"web"> = {
  ...alone,
  command: [...(alone.command ?? []), "--cluster.listen-address="],
};

export const configuredAlertmanager = (
  bare: Service,
  files: ReadonlyMap<string, string>,
  externalUrl: string,
): Service => ({
  ...bare,
  command: [...(bare.command ?? []), `--web.external-url=${externalUrl}`],
  configuration: { mount: "/etc/alertmanager", files, onChange: "replace" },
});

/** What one Alertmanager tells of itself. */
export const targetOfAlertmanager = (at: Address) =>
  target({
    job: "alertmanager",
    at,
    credentials: scrapeLogin,
    limits: scrapeLimits(2000),
  });

export const alertmanagerTarget = targetOfAlertmanager(address(alertmanager, "web", "/metrics"));
