import { address } from "../../lib/services/address.ts";
import { blackboxConfiguration } from "../../lib/services/probes.ts";
import { service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { secrets } from "../secrets.ts";
import { asksForPassword, limits, NOBODY, SCRAPE_USER, scrapeLimits } from "./defaults.ts";
import { scrapePasswordFile } from "./logins.ts";

export const blackboxExporter = service({
  name: "blackbox-exporter",
  summary: "asks services from outside, as a person or a client would",
  image: "blackbox-exporter",
  ports: { metrics: 9115 },
  command: ["--config.file=/etc/blackbox_exporter/blackbox.yml", "--web.config.file=/run/secrets/web.yml"],
  configuration: {
    mount: "/etc/blackbox_exporter",
    files: new Map([["blackbox.yml", blackboxConfiguration()]]),
    onChange: "replace",
  },
  secrets: { "web.yml": scrapePasswordFile },
  user: NOBODY,
  health: asksForPassword("http://127.0.0.1:9115/"),
  limits: limits(64, 0.25),
  networks: ["monitor"],
});

export const blackboxTarget = target({
  job: "blackbox",
  at: address(blackboxExporter, "metrics", "/metrics"),
  credentials: { kind: "basic", user: SCRAPE_USER, password: secrets.scrape },
  limits: scrapeLimits(500),
});
