import { address } from "../../lib/services/address.ts";
import { plain } from "../../lib/services/secret.ts";
import { service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { secrets } from "../secrets.ts";
import { blackboxExporter } from "./blackbox-exporter.ts";
import { ADMIN_USER, answers, limits, NODE_USER, scrapeLimits } from "./defaults.ts";
import { adminLogin, scrapeLogin } from "./logins.ts";

export const mail = service({
  name: "mail",
  summary: "catches every mail and shows it on a page; nothing leaves the machine",
  image: "mail",
  ports: { smtp: 1025, web: 1080 },
  admits: { web: [adminLogin] },
  opens: ["web"],
  entrypoint: ["/bin/sh", "-c", 'MAILDEV_WEB_PASS="$(cat /run/secrets/admin-password)" exec node dist/bin/maildev.js'],
  environment: { MAILDEV_WEB_USER: ADMIN_USER },
  secrets: { "admin-password": plain(secrets.admin) },
  scratch: ["/tmp"],
  user: NODE_USER,
  health: answers("http://127.0.0.1:1080/api/healthz"),
  limits: limits(192, 0.25),
  networks: ["edge", "monitor"],
});

/** It has no /metrics: what matters is that it takes a mail, so its SMTP greeting is probed. */
export const mailTarget = target({
  job: "mail",
  at: address(blackboxExporter, "metrics", "/probe"),
  credentials: scrapeLogin,
  limits: scrapeLimits(100),
  probe: { of: address(mail, "smtp", ""), module: "smtp_banner" },
});
