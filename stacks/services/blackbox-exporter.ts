import { address } from "../../lib/services/address.ts";
import { blackboxConfiguration } from "../../lib/services/probes.ts";
import { service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { asksForPassword, limits, NOBODY, scrapeLimits } from "./defaults.ts";
import { scrapeLogin, scrapePasswordFile } from "./logins.ts";

export const blackboxExporter = service({
  name: "blackbox-exporter",
  summary: "asks services from outside, as a person or a client would",
  image: "blackbox-exporter",
  ports: { metrics: 9115 },
  admits: { metrics: [scrapeLogin] },
  command: ["--config.file=/etc/blackbox_exporter/blackbox.yml", "--web.config.file=/run/secrets/web.yml"],
  configuration: {
    mount: "/etc/blackbox_exporter",
    files: new Map([["blackbox.yml", blackboxConfiguration()]]),
    onChange: "replace",
  },
  secrets: { "web.yml": scrapePasswordFile },
  rereads: ["web.yml"],
  user: NOBODY,
  health: asksForPassword("http://127.0.0.1:9115/"),
  limits: limits(64, 0.25),
  networks: ["monitor"],
});

export const blackboxTarget = target({
  job: "blackbox",
  at: address(blackboxExporter, "metrics", "/metrics"),
  credentials: scrapeLogin,
  limits: scrapeLimits(500),
});
