import type { Link } from "./connection.ts";
import { type Credentials, sameCredentials, secretOf } from "./credentials.ts";
import {
  credentialsMissing,
  credentialsRefused,
  credentialsUnasked,
  needlessNeed,
  noPath,
  type ServiceError,
  secretNotHeld,
  secretNotMounted,
  undeclaredConnection,
  unknownPort,
  unknownService,
} from "./errors.ts";
import type { Secret } from "./secret.ts";
import type { Service } from "./service.ts";
import { writtenAddresses } from "./written-addresses.ts";

type Services = readonly Service[];

/** What is wrong with one connection. Services are found by name: what a link holds may be a service not yet configured. */
export function linkFaults(link: Link, services: Services): readonly ServiceError[] {
  const from = named(services, link.from);
  const to = named(services, link.to.service.name);
  if (!from || !to) return [unknownService(from ? link.to.service.name : link.from, link)];
  if (to.ports[link.to.port] === undefined) return [unknownPort(link, Object.keys(to.ports))];
  const apart = !from.networks.some((network) => to.networks.includes(network));
  return [...(apart ? [noPath(link, from.networks, to.networks)] : []), ...credentialFaults(link, from, to)];
}

function credentialFaults(link: Link, from: Service, to: Service): readonly ServiceError[] {
  const { credentials, purpose } = link;
  const admitted = to.admits?.[link.to.port] ?? [];
  if (purpose === "probe") return [];
  if (!credentials) return admitted.length > 0 ? [credentialsMissing(link, admitted)] : [];
  if (admitted.length === 0) return [credentialsUnasked(link, credentials)];
  return [
    ...(admitted.some((one) => sameCredentials(one, credentials))
      ? []
      : [credentialsRefused(link, credentials, admitted)]),
    ...(mounts(from, secretOf(credentials), link.file) ? [] : [secretNotMounted(link, secretOf(credentials).name)]),
  ];
}

/** What is wrong with a service by itself, given every connection there is. */
export const ownFaults = (service: Service, services: Services, links: readonly Link[]): readonly ServiceError[] => [
  ...Object.entries(service.admits ?? {}).flatMap(([port, admitted = []]) => notHeld(service, port, admitted)),
  ...undeclared(service, services, links),
  ...(service.needs ?? [])
    .filter((need) => !links.some(({ from, to }) => from === service.name && to.service.name === need.name))
    .map((need) => needlessNeed(service.name, need.name)),
];

const notHeld = (service: Service, port: string, admitted: readonly Credentials[]): readonly ServiceError[] =>
  admitted
    .map(secretOf)
    .filter((secret) => !mounts(service, secret))
    .map((secret) => secretNotHeld(service.name, port, secret.name));

const undeclared = (service: Service, services: Services, links: readonly Link[]): readonly ServiceError[] =>
  writtenAddresses(service, services)
    .filter(({ host, port }) => !links.some((link) => link.from === service.name && leadsTo(link, host, port)))
    .map(({ host, port, where }) => undeclaredConnection(service.name, port ? `${host}:${port}` : host, where));

const leadsTo = ({ to }: Link, host: string, port: number | undefined): boolean =>
  to.service.name === host && (port === undefined || to.service.ports[to.port] === port);

const mounts = ({ secrets = {} }: Service, { name }: Secret, file?: string): boolean =>
  Object.entries(secrets).some(
    ([key, { needs }]) => (file === undefined || key === file) && needs.some((need) => need.name === name),
  );

const named = (services: Services, name: string): Service | undefined => services.find((one) => one.name === name);
