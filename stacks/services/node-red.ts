import { address } from "../../lib/services/address.ts";
import { CERTIFICATE } from "../../lib/services/certificate.ts";
import { plain } from "../../lib/services/secret.ts";
import { type Configuration, service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { frozenCopy, volume } from "../../lib/services/volume.ts";
import { bcrypt } from "../../lib/services/web-config.ts";
import { secrets } from "../secrets.ts";
import { blackboxExporter } from "./blackbox-exporter.ts";
import { ADMIN_USER, answers, limits, NODE_USER, scrapeLimits, TRUSTS_AUTHORITY } from "./defaults.ts";
import { adminLogin, scrapeLogin } from "./logins.ts";

export const nodeRedData = volume("node-red-data", "Node-RED's flows and their encrypted credentials", frozenCopy());

/** It reads its certificate when it starts. */
const HTTPS = `  https: { key: secret("${CERTIFICATE}"), cert: secret("${CERTIFICATE}") },
  requireHttps: true,
`;

const settings = (https = ""): Configuration["files"] => new Map([["settings.js", settingsText(https)]]);

const settingsText = (https: string): string => `const { readFileSync } = require("node:fs");
const secret = (name) => readFileSync("/run/secrets/" + name, "utf8").trim();

module.exports = {
  flowFile: "flows.json",
  uiPort: 1880,
${https}  // An editor without a login is remote code execution.
  adminAuth: {
    type: "credentials",
    users: [{ username: "${ADMIN_USER}", password: secret("admin-password.bcrypt"), permissions: "*" }],
  },
  // What a flow answers by HTTP asks for the same login: who reaches the port may not start one.
  httpNodeAuth: { user: "${ADMIN_USER}", pass: secret("admin-password.bcrypt") },
  credentialSecret: secret("node-red-credential-secret"),
  telemetry: { enabled: false },
  editorTheme: { tours: false, projects: { enabled: false } },
  externalModules: { palette: { allowInstall: false }, modules: { allowInstall: false } },
  logging: { console: { level: "info", metrics: false, audit: false } },
};
`;

export const nodeRed = service({
  name: "node-red",
  summary: "flows that people draw on top of the platform",
  image: "node-red",
  ports: { web: 1880 },
  admits: { web: [{ kind: "login", user: ADMIN_USER, password: secrets.admin }, adminLogin] },
  opens: ["web"],
  encrypts: {
    ports: ["web"],
    differs: ({ environment }) => ({
      environment: { ...environment, ...TRUSTS_AUTHORITY },
      configuration: { mount: "/etc/node-red", files: settings(HTTPS), onChange: "replace" },
      health: answers("https://localhost:1880/auth/login"),
    }),
  },
  command: ["--settings", "/etc/node-red/settings.js"],
  environment: { NODE_OPTIONS: "--max-old-space-size=192" },
  configuration: { mount: "/etc/node-red", files: settings(), onChange: "replace" },
  secrets: {
    "admin-password.bcrypt": { needs: [secrets.admin], render: (password) => bcrypt(password as string) },
    "node-red-credential-secret": plain(secrets.nodeRedCredentials),
  },
  volumes: [{ volume: nodeRedData, at: "/data" }],
  scratch: ["/tmp"],
  user: NODE_USER,
  health: answers("http://127.0.0.1:1880/auth/login"),
  limits: limits(320, 0.5),
  networks: ["edge", "app", "monitor"],
});

/** Node-RED has no /metrics of its own, and a palette node would export only what flows choose to; so it is probed. */
export const nodeRedTarget = target({
  job: "node-red",
  at: address(blackboxExporter, "metrics", "/probe"),
  credentials: scrapeLogin,
  limits: scrapeLimits(100),
  probe: { of: address(nodeRed, "web", "/auth/login"), module: "http_login" },
});
