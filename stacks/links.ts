import { type Receiver, receiversOf } from "../lib/alerting/routing/index.ts";
import type { DataSource } from "../lib/dashboards/data-source.ts";
import { type Address, address } from "../lib/services/address.ts";
import type { Link } from "../lib/services/connection.ts";
import { type Credentials, secretOf } from "../lib/services/credentials.ts";
import type { Service } from "../lib/services/service.ts";
import { dataSources } from "./data-sources.ts";
import type { Model } from "./model.ts";
import { alertmanager } from "./services/alertmanager.ts";
import { grafana } from "./services/grafana.ts";
import { scrapeLogin } from "./services/logins.ts";
import { prometheus } from "./services/prometheus.ts";

/** Where Prometheus hands its alerts over, and as whom. */
export const alertsTo = { at: address(alertmanager, "web"), credentials: scrapeLogin };

type Asked = Pick<Model, "environment" | "services" | "route">;

/** Connections that follow from the whole model rather than from one service. */
export const linksIn = (model: Asked): readonly Link[] => [
  link(prometheus, alertsTo.at, alertsTo.credentials),
  ...receiversOf(model.route).flatMap((receiver) => receiverLink(receiver, model.services)),
  ...(model.services.some(({ name }) => name === grafana.name) ? dashboardLinks(model) : []),
];

const link = ({ name }: Service, to: Address, credentials: Credentials | undefined): Link => ({
  from: name,
  to,
  purpose: "use",
  ...(credentials && { credentials, file: secretOf(credentials).name }),
});

/** Alertmanager and a receiver inside the platform; what lies outside is nobody's port here. */
function receiverLink(receiver: Receiver, services: readonly Service[]): readonly Link[] {
  const place = placeOf(receiver);
  const service = receiver.livesIn ?? services.find(({ name }) => new RegExp(`(^|//)${name}([:/]|$)`).test(place));
  if (!service) return [];
  const to = { service, port: portIn(service, place), path: "" };
  const token = receiver.kind === "webhook" ? receiver.token : undefined;
  return [link(alertmanager, to, token && { kind: "bearer", token })];
}

/** Only mail and webhooks are told where to go in clear; the others' addresses are secrets, or the world's. */
const placeOf = (receiver: Receiver): string =>
  receiver.kind === "email" ? receiver.smarthost : receiver.kind === "webhook" ? receiver.url : receiver.name;

/** The name of the port that a text leads to, or the text itself where it leads to none. */
const portIn = ({ name, ports }: Service, place: string): string =>
  Object.keys(ports).find((port) => new RegExp(`(^|//)${name}:${ports[port]}(/|$)`).test(place)) ?? place;

const dashboardLinks = ({ environment }: Asked): readonly Link[] =>
  dataSources({ environment, timescaledb: false }).map((source) => link(grafana, source.at, proofOf(source)));

function proofOf(source: DataSource): Credentials | undefined {
  if (source.login === undefined) return undefined;
  return { kind: source.kind === "postgres" ? "login" : "basic", ...source.login };
}
