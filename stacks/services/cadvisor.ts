import { address } from "../../lib/services/address.ts";
import { service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { bcrypt } from "../../lib/services/web-config.ts";
import { secrets } from "../secrets.ts";
import { healthy, limits, SCRAPE_USER, scrapeLimits } from "./defaults.ts";
import { scrapeLogin } from "./logins.ts";

/** Only from a registry: its command is a module of its own that no other source here has. */
export const cadvisor = service({
  name: "cadvisor",
  summary: "tells Prometheus about every container",
  image: "cadvisor",
  ports: { metrics: 8080 },
  admits: { metrics: [scrapeLogin] },
  command: [
    "--http_auth_file=/run/secrets/users",
    "--docker_only=true",
    "--housekeeping_interval=15s",
    "--store_container_labels=false",
  ],
  secrets: {
    users: { needs: [secrets.scrape], render: (password) => `${SCRAPE_USER}:${bcrypt(`${password}`)}\n` },
  },
  hostPaths: [
    { host: "/", mount: "/rootfs" },
    { host: "/var/run", mount: "/var/run" },
    { host: "/sys", mount: "/sys" },
    { host: "/var/lib/docker", mount: "/var/lib/docker" },
  ],
  // It reads other containers' control groups, which only root may.
  user: "0:0",
  health: healthy("/bin/sh", "-c", "wget -q -O /dev/null http://127.0.0.1:8080/healthz"),
  limits: limits(256, 0.5),
  networks: ["monitor"],
});

export const cadvisorTarget = target({
  job: "cadvisor",
  at: address(cadvisor, "metrics", "/metrics"),
  credentials: scrapeLogin,
  limits: scrapeLimits(10_000),
});
