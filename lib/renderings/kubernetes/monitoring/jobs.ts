import type { Service } from "../../../services/service.ts";
import type { Target } from "../../../services/target.ts";
import type { Labels } from "../names.ts";
import { targetsDiffer } from "./errors.ts";
import type { Place } from "./place.ts";

/** The targets of one job: what one monitor scrapes. */
export interface JobTargets {
  readonly job: string;
  readonly targets: readonly [Target, ...Target[]];
}

export function byJob(targets: readonly Target[]): readonly JobTargets[] {
  const jobs = new Map<string, [Target, ...Target[]]>();
  for (const target of targets)
    jobs.set(target.job, [...(jobs.get(target.job) ?? []), target] as [Target, ...Target[]]);
  return [...jobs].map(([job, ofJob]) => ({ job, targets: ofJob }));
}

/** The value that all have in common. Fails when they differ. */
export function common<T>(job: string, what: string, values: readonly [T, ...T[]]): T {
  const [first, ...others] = values;
  const text = JSON.stringify(first);
  if (others.some((other) => JSON.stringify(other) !== text)) throw targetsDiffer(job, what);
  return first;
}

/** What a job's targets share of how they are scraped. Fails when they differ. */
export function scrapedAlike({ job, targets }: JobTargets): Target {
  common(job, "path, port, credentials, limits or interval", [
    settings(targets[0]),
    ...targets.slice(1).map((target) => settings(target)),
  ]);
  return targets[0];
}

const settings = ({ at, interval, credentials, limits, probe }: Target) => ({
  port: at.port,
  path: at.path,
  interval,
  credentials,
  limits,
  ...(probe && { module: probe.module, prober: at.service.name }),
});

export type PlaceOf = (service: Service) => Place;

/** The places of a job's targets, alike but for their selectors. Fails when they differ in more. */
export function placesOf({ job, targets }: JobTargets, placeOf: PlaceOf): readonly [Place, ...Place[]] {
  const places = targets.map(({ at }) => placeOf(at.service)) as unknown as readonly [Place, ...Place[]];
  const [first, ...others] = places.map(withoutSelector) as [unknown, ...unknown[]];
  common(job, "where or how they are reached", [first, ...others]);
  return places;
}

const withoutSelector = (place: Place): unknown => {
  const { selector: _, authority: __, ...rest } = place as Place & { selector?: Labels; authority?: string };
  return rest;
};
