import { address } from "../../lib/services/address.ts";
import { plain } from "../../lib/services/secret.ts";
import { type Service, service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { volume } from "../../lib/services/volume.ts";
import { secrets } from "../secrets.ts";
import { asksForPassword, limits, NOBODY, scrapeLimits } from "./defaults.ts";
import { PEOPLE, peoplePasswordFile, scrapeLogin } from "./logins.ts";

export const alertmanagerData = volume("alertmanager-data", "silences and what has been notified");

export const alertmanager = service({
  name: "alertmanager",
  summary: "groups alerts and delivers them",
  image: "alertmanager",
  ports: { web: 9093 },
  admits: { web: PEOPLE },
  opens: ["web"],
  command: [
    "--config.file=/etc/alertmanager/alertmanager.yml",
    "--storage.path=/alertmanager",
    "--web.config.file=/run/secrets/web.yml",
    // One node: no gossip.
    "--cluster.listen-address=",
  ],
  secrets: {
    "web.yml": peoplePasswordFile,
    [secrets.webhookToken.name]: plain(secrets.webhookToken),
  },
  volumes: [{ volume: alertmanagerData, at: "/alertmanager" }],
  user: NOBODY,
  health: asksForPassword("http://127.0.0.1:9093/-/ready"),
  limits: limits(128, 0.5),
  networks: ["edge", "monitor"],
});

export const configuredAlertmanager = (files: ReadonlyMap<string, string>, externalUrl: string): Service => ({
  ...alertmanager,
  command: [...(alertmanager.command ?? []), `--web.external-url=${externalUrl}`],
  configuration: { mount: "/etc/alertmanager", files, onChange: "replace" },
});

export const alertmanagerTarget = target({
  job: "alertmanager",
  at: address(alertmanager, "web", "/metrics"),
  credentials: scrapeLogin,
  limits: scrapeLimits(2000),
});
