import { address } from "../../lib/services/address.ts";
import { service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { asksForPassword, limits, NOBODY, scrapeLimits } from "./defaults.ts";
import { scrapeLogin, scrapePasswordFile } from "./logins.ts";
import { exporterOverTls } from "./web-config.ts";

export const nodeExporter = service({
  name: "node-exporter",
  summary: "tells Prometheus about the machine",
  image: "node-exporter",
  ports: { metrics: 9100 },
  admits: { metrics: [scrapeLogin] },
  encrypts: exporterOverTls("metrics", 9100),
  command: [
    "--path.rootfs=/host",
    "--web.config.file=/run/secrets/web.yml",
    "--no-collector.wifi",
    "--no-collector.hwmon",
    // What lies in Docker's directory are its own mounts; the directory itself may be a disk that fills.
    "--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|run|etc|var/lib/docker/.+)($|/)",
    "--collector.netclass.ignored-devices=^(veth|br-|docker).*",
    "--collector.netdev.device-exclude=^(veth|br-|docker).*",
  ],
  secrets: { "web.yml": scrapePasswordFile },
  rereads: ["web.yml"],
  hostPaths: [{ host: "/", mount: "/host" }],
  user: NOBODY,
  health: asksForPassword("http://127.0.0.1:9100/"),
  limits: limits(64, 0.25),
  networks: ["monitor"],
});

export const nodeTarget = target({
  job: "node",
  at: address(nodeExporter, "metrics", "/metrics"),
  credentials: scrapeLogin,
  limits: scrapeLimits(4000),
});
