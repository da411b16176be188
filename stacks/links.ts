import { type Receiver, receiversOf } from "../lib/alerting/routing/index.ts";
import type { DataSource } from "../lib/dashboards/data-source.ts";
import type { Address } from "../lib/services/address.ts";
import type { Link } from "../lib/services/connection.ts";
import { type Credentials, secretOf } from "../lib/services/credentials.ts";
import type { Service } from "../lib/services/service.ts";
import { dataSources } from "./data-sources.ts";
import type { Environment } from "./environment.ts";
import type { Model } from "./model.ts";
import { grafana } from "./services/grafana.ts";
import { scrapeLogin } from "./services/logins.ts";

/** Where every Prometheus hands its alerts over, and as whom. */
export const alertsTo = ({ profile }: Pick<Environment, "profile">) =>
  profile.alertmanagers.map((at) => ({ at, credentials: scrapeLogin }));

type Asked = Pick<Model, "environment" | "services" | "route">;

/** Connections that follow from the whole model rather than from one service. */
export const linksIn = (model: Asked): readonly Link[] => [
  ...model.environment.profile.scrapers.flatMap(({ service }) => scraperLinks(service, model)),
  ...receiversOf(model.route).flatMap((receiver) => receiverLinks(receiver, model)),
  ...(model.services.some(({ name }) => name === grafana.name) ? dashboardLinks(model) : []),
];

const link = ({ name }: Service, to: Address, credentials: Credentials | undefined): Link => ({
  from: name,
  to,
  purpose: "use",
  ...(credentials && { credentials, file: secretOf(credentials).name }),
});

const scraperLinks = (service: Service, { environment }: Asked): readonly Link[] => [
  ...alertsTo(environment).map(({ at, credentials }) => link(service, at, credentials)),
  ...(environment.profile.archive?.at ? [link(service, environment.profile.archive.at, undefined)] : []),
];

/** Every Alertmanager and a receiver inside the platform; what lies outside is nobody's port here. */
function receiverLinks(receiver: Receiver, { services, environment }: Asked): readonly Link[] {
  const place = placeOf(receiver);
  const service = receiver.livesIn ?? services.find(({ name }) => new RegExp(`(^|//)${name}([:/]|$)`).test(place));
  if (!service) return [];
  const to = { service, port: portIn(service, place), path: "" };
  const token = receiver.kind === "webhook" ? receiver.token : undefined;
  const credentials = token && ({ kind: "bearer", token } as const);
  return environment.profile.alertmanagers.map(({ service: alertmanager }) => link(alertmanager, to, credentials));
}

/** Only mail and webhooks are told where to go in clear; other addresses are secrets, or the world's. */
function placeOf(receiver: Receiver): string {
  if (receiver.kind === "email") return receiver.smarthost;
  return receiver.kind === "webhook" && typeof receiver.url === "string" ? receiver.url : receiver.name;
}

/** The name of the port that a text leads to, or the text itself where it leads to none. */
const portIn = ({ name, ports }: Service, place: string): string =>
  Object.keys(ports).find((port) => new RegExp(`(^|//)${name}:${ports[port]}(/|$)`).test(place)) ?? place;

const dashboardLinks = ({ environment }: Asked): readonly Link[] =>
  dataSources({ environment, timescaledb: false }).map((source) => link(grafana, source.at, proofOf(source)));

function proofOf(source: DataSource): Credentials | undefined {
  if (source.login === undefined) return undefined;
  return { kind: source.kind === "postgres" ? "login" : "basic", ...source.login };
}
