import type { Known, KnownOf, ResourceChange } from "../lib/review/index.ts";
import type { Service } from "../lib/services/service.ts";
import type { Target } from "../lib/services/target.ts";
import { linksIn } from "./links.ts";
import type { Model } from "./model.ts";
import measured from "./restart-times.json" with { type: "json" };

/** Recognizes our objects by the labels that the rendering puts on them, in whatever instance they run. */
export function knownIn(model: Model): KnownOf {
  return (object) => {
    const labels = labelsOf(object.after ?? object.before);
    const service = labels.get("quantflow.service");
    if (service !== undefined) return { ...knownService(model, service), ...unreadable(model, service, object) };
    if (object.type === "docker_container" && object.name.endsWith(CARRIER)) return knownCarrier(model, object.name);
    if (object.type === "docker_volume") return knownVolume(model, object.name, labels.get("quantflow.holds"));
    if (object.type === "docker_network") return knownNetwork(model, object.name);
    return undefined;
  };
}

const CARRIER = "-configuration";
const NEW_FILES = "its files change";
const serviceName = (name: string): string => `service ${name}`;

function knownService(model: Model, name: string): Known {
  const seconds = (measured.seconds as Readonly<Record<string, number>>)[name];
  return {
    name: serviceName(name),
    ...(seconds === undefined ? {} : { restart: `about ${seconds} s` }),
    dependents: dependentsOf(model, name).map(serviceName),
    watches: watchedBy(model, name),
    mechanics: {
      "labels[quantflow.configuration]": NEW_FILES,
      "labels[quantflow.format]": "the format of its data changes",
      "labels[quantflow.health]": "its health check changes",
    },
  };
}

/** What a new version cannot read of what the old one wrote, and will not start on; the volume itself stays. */
function unreadable({ services }: Model, name: string, { before, after }: ResourceChange): Partial<Known> {
  const [old, next] = [before, after].map((side) => labelsOf(side).get("quantflow.format"));
  if (old === undefined || next === undefined || old === next) return {};
  const { volumes = [] } = services.find((service) => service.name === name) ?? {};
  const held = volumes.map(({ volume }) => volume.holds).join(", ");
  return {
    restart: "as long as it takes to load its data anew",
    data: `${held}: ${next} does not read the files of ${old}: dump them before this is applied, empty the volume and load them after`,
  };
}

function knownCarrier({ services }: Model, resource: string): Known {
  const name = resource.slice(0, -CARRIER.length);
  const service = services.find((one) => one.name === name);
  return {
    name: `configuration of ${name}`,
    carriesTo: {
      name: serviceName(name),
      reloads: service?.configuration?.onChange === "reloads",
      files: "upload",
    },
    mechanics: { "labels[quantflow.configuration]": NEW_FILES, entrypoint: NEW_FILES },
  };
}

function knownVolume({ services }: Model, resource: string, holds: string | undefined): Known {
  const mounts = ({ name, volumes = [] }: Service): boolean =>
    volumes.some(({ volume }) => volume.name === resource) ||
    resource === `secrets-${name}` ||
    resource === `configuration-${name}`;
  return {
    name: `volume ${resource}`,
    ...(holds === undefined ? {} : { data: holds }),
    dependents: services.filter(mounts).map(({ name }) => serviceName(name)),
  };
}

function knownNetwork({ services }: Model, resource: string): Known {
  const network = resource.replace(/^network-/, "");
  const on = services.filter(({ networks }) => networks.some((one) => one === network));
  return { name: `network ${network}`, dependents: on.map(({ name }) => serviceName(name)) };
}

/** Who needs it, or opens connections to it; scrapes apart, of which `watches` tells. */
function dependentsOf(model: Model, name: string): readonly string[] {
  const own = model.services.flatMap((service) => [
    ...(service.needs ?? []).map((need) => [service.name, need.name] as const),
    ...(service.connects ?? []).map(({ to }) => [service.name, to.service.name] as const),
  ]);
  const links = linksIn(model).map(({ from, to }) => [from, to.service.name] as const);
  return [...new Set([...own, ...links].filter(([, to]) => to === name).map(([from]) => from))].filter(
    (from) => from !== name,
  );
}

/** What is not watched, or not told, while it is away. */
function watchedBy({ targets, environment }: Model, name: string): readonly string[] {
  const { scrapers, alertmanagers } = environment.profile;
  const scraping = scrapers.map(({ service }) => service);
  const telling = alertmanagers.map(({ service }) => service);
  if (isOneOf(scraping, name))
    return [
      butOne(scraping, name, "scrapes and evaluates the rules") ?? "nothing is scraped, and no rule is evaluated",
    ];
  if (isOneOf(telling, name)) return [butOne(telling, name, "tells of alerts") ?? "no alert is told to anybody"];
  const about = targets.filter(({ at }) => at.service.name === name).flatMap(subject);
  return about.length === 0 ? [] : [`${[...new Set(about)].join(", ")} is not watched by ${name}`];
}

const isOneOf = (services: readonly Service[], name: string): boolean => services.some((one) => one.name === name);

/** What goes on without the one of this name; undefined where nothing does. */
function butOne(alike: readonly Service[], name: string, does: string): string | undefined {
  const others = alike.filter((one) => one.name !== name);
  return others.length === 0 ? undefined : `only ${others.map((one) => one.name).join(", ")} ${does}`;
}

const subject = ({ about, probe }: Target): readonly string[] => [
  ...(about ? [about.name] : []),
  ...(probe ? [probe.of.service.name] : []),
];

/** The provider's set of `{label, value}`. */
function labelsOf(attributes: ResourceChange["after"]): ReadonlyMap<string, string> {
  const { labels } = (attributes ?? {}) as {
    readonly labels?: readonly { label: string; value: string }[] | null;
  };
  return new Map((labels ?? []).map(({ label, value }) => [label, value]));
}
