import type { Address } from "../lib/services/address.ts";
import type { RemoteWrite } from "../lib/services/scrape.ts";
import type { Service } from "../lib/services/service.ts";
import type { Target } from "../lib/services/target.ts";
import type { Job } from "../metrics/index.ts";
import { everyService } from "./services/index.ts";

/** How much of what watches there is: one of each, or several of what must not fail, and a store for them all. */
export interface Profile {
  /** In place of the services of the same name, or beside the others. */
  readonly services: readonly Service[];
  /** Beside those that every job has. */
  readonly targets: readonly Target<Job>[];
  /** Each scrapes every target and evaluates every rule, unless it is an agent. People open the first; links in alerts lead there. */
  readonly scrapers: readonly [Scraper, ...Scraper[]];
  /** Where alerts are handed over; each takes every alert. */
  readonly alertmanagers: readonly Address[];
  /** Where every scraper sends its samples as well. */
  readonly archive?: Archive;
  /** What dashboards ask. */
  readonly samples: Address;
}

export interface Scraper {
  readonly service: Service<"web">;
  /** Its external label `replica`, where there are several. */
  readonly replica?: string;
  /** It sends what it scrapes to the archive, and neither keeps it nor evaluates a rule. */
  readonly agent?: true;
}

export interface Archive extends RemoteWrite {
  /** Absent where it is outside, and nobody's port here. */
  readonly at?: Address;
}

/** Every service of a profile, the usual ones first. */
export const servicesIn = ({ services }: Pick<Profile, "services">): readonly Service[] => [
  ...everyService.map((usual) => services.find(({ name }) => name === usual.name) ?? usual),
  ...services.filter(({ name }) => !everyService.some((usual) => usual.name === name)),
];
