import { address } from "../../lib/services/address.ts";
import { blackboxConfiguration, blackboxTlsConfiguration } from "../../lib/services/probes.ts";
import { type Configuration, service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { asksForPassword, limits, NOBODY, scrapeLimits } from "./defaults.ts";
import { scrapeLogin, scrapePasswordFile } from "./logins.ts";
import { exporterOverTls } from "./web-config.ts";

const asking = (modules: string): Configuration => ({
  mount: "/etc/blackbox_exporter",
  files: new Map([["blackbox.yml", modules]]),
  onChange: "replace",
});

export const blackboxExporter = service({
  name: "blackbox-exporter",
  summary: "asks services from outside, as a person or a client would",
  image: "blackbox-exporter",
  ports: { metrics: 9115 },
  admits: { metrics: [scrapeLogin] },
  encrypts: {
    ports: ["metrics"],
    differs: (plain) => ({
      ...exporterOverTls("metrics", 9115).differs(plain),
      configuration: asking(blackboxTlsConfiguration()),
      // It asks the stores for nothing but their certificates.
      networks: [...plain.networks, "data"],
    }),
  },
  command: ["--config.file=/etc/blackbox_exporter/blackbox.yml", "--web.config.file=/run/secrets/web.yml"],
  configuration: asking(blackboxConfiguration()),
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
