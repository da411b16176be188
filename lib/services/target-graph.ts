import type { Link } from "./connection.ts";
import { secretOf } from "./credentials.ts";
import { type ServiceError, severalFaults } from "./errors.ts";
import { linkFaults, ownFaults } from "./link-faults.ts";
import type { Service } from "./service.ts";
import type { Target } from "./target.ts";
import type { Waiver } from "./waiver.ts";
import { blindExporters, doubleScrapes, watchFaults } from "./watch.ts";

/** Who watches whom, and who talks to whom, in one environment. */
export interface TargetGraph {
  readonly services: readonly Service[];
  /** The names of the services that scrape, each of them all targets. */
  readonly scrapers: readonly string[];
  readonly targets: readonly Target[];
  /** Connections beside those of the targets and of the services' own definitions. */
  readonly links: readonly Link[];
  /** Services that nothing needs to watch. */
  readonly waivers: readonly Waiver[];
}

/** Everything that is wrong with the graph, in the order of its services and targets; see errors.ts. */
export function targetFaults(graph: TargetGraph): readonly ServiceError[] {
  const links = linksOf(graph);
  return [
    ...graph.services.flatMap((service) => ownFaults(service, graph.services, links)),
    ...links.flatMap((link) => linkFaults(link, graph.services)),
    ...doubleScrapes(graph.targets),
    ...blindExporters(graph.targets, links),
    ...watchFaults(graph),
  ];
}

/**
 * Fails unless every service is watched or waived, and every connection leads to a port that is there, over a network
 * that both share, with credentials that the port admits and both ends hold.
 */
export function assertTargets(graph: TargetGraph): void {
  const faults = targetFaults(graph);
  if (faults.length > 0) throw severalFaults(faults);
}

/** Every connection there is: scrapes, probes, and what services use of each other. */
export const linksOf = ({ services, scrapers, targets, links }: TargetGraph): readonly Link[] => [
  ...targets.flatMap((target) => targetLinks(target, scrapers)),
  ...services.flatMap(({ name, connects = [] }) =>
    connects.map((one): Link => ({ ...one, from: name, purpose: "use" })),
  ),
  ...links,
];

/** A probe is two connections: the scraper asks the prober, the prober asks the service. */
const targetLinks = ({ at, credentials, probe }: Target, scrapers: readonly string[]): readonly Link[] => [
  ...scrapers.map(
    (from): Link => ({
      from,
      to: at,
      purpose: "scrape",
      ...(credentials && { credentials, file: secretOf(credentials).name }),
    }),
  ),
  ...(probe ? [{ from: at.service.name, to: probe.of, purpose: "probe" } as const] : []),
];
