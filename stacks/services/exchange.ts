import { address } from "../../lib/services/address.ts";
import { CERTIFICATE_FILE } from "../../lib/services/certificate.ts";
import { accepted } from "../../lib/services/secret.ts";
import { service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { secrets } from "../secrets.ts";
import { answers, limits, NODE_USER, scrapeLimits, TRUSTS_AUTHORITY } from "./defaults.ts";
import { metricsToken } from "./logins.ts";

export const exchange = service({
  name: "exchange",
  summary: "a simulated exchange that speaks Binance's protocol",
  image: "quantflow-app",
  ports: { stream: 9443, control: 9444 },
  admits: { control: [metricsToken, { kind: "bearer", token: secrets.exchangeControl }] },
  opens: ["control"],
  encrypts: {
    ports: ["stream", "control"],
    differs: ({ environment }) => ({
      environment: { ...environment, ...TRUSTS_AUTHORITY, EXCHANGE_CERTIFICATE_FILE: CERTIFICATE_FILE },
      health: answers("https://localhost:9444/healthz"),
    }),
  },
  command: ["node", "/app/exchange.mjs"],
  environment: {
    EXCHANGE_CONTROL_TOKEN_FILE: "/run/secrets/exchange-control-token",
    EXCHANGE_METRICS_TOKEN_FILE: "/run/secrets/metrics-token",
  },
  secrets: {
    "exchange-control-token": accepted(secrets.exchangeControl),
    "metrics-token": accepted(secrets.metricsToken),
  },
  rereads: ["exchange-control-token", "metrics-token"],
  scratch: ["/tmp"],
  user: NODE_USER,
  health: answers("http://127.0.0.1:9444/healthz"),
  limits: limits(192, 0.5),
  networks: ["app", "monitor"],
});

export const exchangeTarget = target({
  job: "exchange",
  at: address(exchange, "control", "/metrics"),
  credentials: metricsToken,
  limits: scrapeLimits(500),
});
