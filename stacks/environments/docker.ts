import type { EmailReceiver } from "../../lib/alerting/routing/index.ts";
import { days, gibibytes } from "../../lib/metrics/units.ts";
import type { Environment } from "../environment.ts";
import { application, deadMansSwitch, encryptedAudience, pager, watchfulBy, watching } from "../receivers.ts";
import { secrets } from "../secrets.ts";
import { local } from "./local.ts";

/** The account that mails, and who reads: put your own here. */
const mail: EmailReceiver = {
  kind: "email",
  name: "email",
  to: "on-call@quantflow.example",
  from: "alertmanager@quantflow.example",
  smarthost: "smtp.quantflow.example:587",
  login: { user: "alertmanager@quantflow.example", password: secrets.smtpPassword },
  requireTls: true,
};

/** An engine elsewhere, trading on real prices and telling real people. docs/remote-docker.md */
export const docker: Environment = {
  ...local,
  name: "docker",
  summary:
    "in the engine that DOCKER_HOST names: Binance's public prices, mail by SMTP, a pager and a dead man's switch where their secrets are given; its state in PostgreSQL (PG_CONN_STR), for all who apply",
  leavesOut: {
    exchange: "prices come from Binance's public streams",
    mail: "people are told by mail, through a server outside",
  },
  // Market data only: no account, no orders.
  market: { stream: "wss://data-stream.binance.vision/stream", rest: "https://data-api.binance.vision" },
  encryption: "local-authority",
  audience: encryptedAudience({
    ...{ people: mail, pager, watchman: watching },
    ...{ deadManSwitch: deadMansSwitch, history: application },
  }),
  watchman: watchfulBy(mail),
  retention: { time: days(30), size: gibibytes(8) },
  label: "docker",
  backend: { kind: "pg" },
};
