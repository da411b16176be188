import type { Receiver } from "../../lib/alerting/routing/index.ts";
import { seconds } from "../../lib/metrics/units.ts";
import { given } from "../../lib/services/secret.ts";
import type { Audience } from "../audience.ts";
import type { Environment, HostedGrafanaGround, HostedMimir } from "../environment.ts";
import { agentTo } from "../profiles/agent.ts";
import { secrets } from "../secrets.ts";
import { docker } from "./docker.ts";

/** Yours: an address in `.example` belongs to nobody, and is refused before anything is sent. */
const ground: HostedGrafanaGround = {
  kind: "hosted-grafana",
  grafana: "https://quantflow.grafana.example",
  mimir: {
    url: "https://prometheus.grafana.example",
    tenant: "1000000",
    push: "/api/prom/push",
    token: secrets.remoteWrite,
  },
  alertmanager: { url: "https://alertmanager.grafana.example", tenant: "2000000" },
  evaluatedBy: "ruler",
  runbooks: "https://code.quantflow.example/monitoring/blob/main/rules/runbooks",
};

const people: Receiver = { kind: "slack", name: "people", url: given("slack-webhook-url") };
const pager: Receiver = { kind: "pagerduty", name: "pager", routingKey: given("pagerduty-routing-key") };
const deadManSwitch: Receiver = {
  kind: "webhook",
  name: "dead-man-switch",
  url: "https://dead-man-switch.quantflow.example/grafana-cloud",
  token: given("dead-man-switch-token"),
};
/** The application keeps the history elsewhere, and a hosted Grafana cannot reach it. */
const history: Receiver = {
  kind: "webhook",
  name: "history",
  url: "https://alert-history.quantflow.example/grafana-cloud",
  token: given("alert-history-token"),
  keepsHistoryOnly: true,
};

const audience: Audience = { people, pager, deadManSwitch, history };

const HOSTED = "the hosted Grafana stands in its place";

const agentOf = ({ url, push, tenant, token }: HostedMimir) =>
  agentTo({
    name: "mimir",
    url: `${url}${push}`,
    credentials: { kind: "basic", user: tenant, password: token },
    queue: { connections: 10, samples: 2000, backoff: seconds(30) },
  });

export const grafanaCloud: Environment = {
  ...docker,
  name: "grafana-cloud",
  summary:
    "the application and its exporters in the engine that DOCKER_HOST names; metrics, rules, routing and dashboards in a hosted Grafana",
  ground,
  profile: agentOf(ground.mimir),
  leavesOut: {
    ...docker.leavesOut,
    grafana: HOSTED,
    preview: HOSTED,
    alertmanager: "the hosted Alertmanager stands in its place",
    watchman: "the dead man's switch outside stands in its place",
    mail: "the hosted Alertmanager tells people; nothing here sends mail",
  },
  audience,
  label: "grafana-cloud",
  // Contact points are given secrets, which Terraform writes into the state: it has to be encrypted.
  backend: { kind: "s3", bucket: "quantflow-terraform", region: "eu-central-1" },
};

/** The same on another Mimir. */
export function onMimir(other: Partial<HostedMimir>): Environment {
  const mimir = { ...ground.mimir, ...other };
  return { ...grafanaCloud, ground: { ...ground, mimir }, profile: agentOf(mimir) };
}
