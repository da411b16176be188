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

/** Fails when the values differ. */
function common(job: string, what: string, values: readonly unknown[]): void {
  if (new Set(values.map((value) => JSON.stringify(value))).size > 1) throw targetsDiffer(job, what);
}

/** What a job's targets share of how they are scraped: the first of them. Fails when they differ. */
export function scrapedAlike({ job, targets }: JobTargets): Target {
  common(job, "path, port, credentials, limits or interval", targets.map(settings));
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
type Places = readonly [Place, ...Place[]];

/** The places of a job's targets, alike but for their selectors. Fails when they differ in more. */
export function placesOf({ job, targets: [first, ...others] }: JobTargets, placeOf: PlaceOf): Places {
  const places: Places = [placeOf(first.at.service), ...others.map(({ at }) => placeOf(at.service))];
  common(job, "where or how they are reached", places.map(withoutSelector));
  return places;
}

const withoutSelector = (place: Place): unknown => {
  const { selector: _, authority: __, ...rest } = place as Place & { selector?: Labels; authority?: string };
  return rest;
};
