import { authority } from "./address.ts";
import type { Link } from "./connection.ts";
import { blindExporter, type ServiceError, scrapedTwice, unwatched, waiverUnused } from "./errors.ts";
import type { Service } from "./service.ts";
import type { Target } from "./target.ts";
import type { TargetGraph } from "./target-graph.ts";

type Watching = Pick<TargetGraph, "services" | "targets" | "waivers">;

/** Services that nothing watches, and waivers that waive nothing. */
export function watchFaults({ services, targets, waivers }: Watching): readonly ServiceError[] {
  const seen = new Set(targets.flatMap(watchedBy).map(({ name }) => name));
  const waived = new Set(waivers.map(({ service }) => service));
  const names = services.map(({ name }) => name);
  return [
    ...names.filter((name) => !seen.has(name) && !waived.has(name)).map(unwatched),
    ...[...waived].filter((name) => seen.has(name)).map((name) => waiverUnused(name, "a target watches it")),
    ...[...waived]
      .filter((name) => !names.includes(name))
      .map((name) => waiverUnused(name, "there is no such service")),
  ];
}

/** The services that a target tells of: the one that answers, and the one that is probed or exported. */
export const watchedBy = ({ at, probe, about }: Target): readonly Service[] => [
  at.service,
  ...(probe ? [probe.of.service] : []),
  ...(about ? [about] : []),
];

/** Exporters that have no connection to what they tell of. */
export const blindExporters = (targets: readonly Target[], links: readonly Link[]): readonly ServiceError[] =>
  targets.flatMap(({ at, about }) => {
    const reaches = ({ from, to }: Link) => from === at.service.name && to.service.name === about?.name;
    return about && !links.some(reaches) ? [blindExporter(at.service.name, about.name)] : [];
  });

/** Two targets with one job and instance, or two that read one page. */
export function doubleScrapes(targets: readonly Target[]): readonly ServiceError[] {
  const first = new Map<string, Target>();
  return targets.flatMap((target) =>
    brings(target).flatMap((what) => {
      const earlier = first.get(what);
      first.set(what, earlier ?? target);
      return earlier ? [scrapedTwice(earlier.job, target.job, what)] : [];
    }),
  );
}

const brings = ({ job, at, probe }: Target): readonly string[] => [
  `instance ${authority(probe?.of ?? at)} of job ${job}`,
  ...(probe ? [] : [`the page ${authority(at)}${at.path}`]),
];
