import type { Duration } from "../metrics/units.ts";
import type { Address } from "./address.ts";
import type { HttpCredentials } from "./credentials.ts";
import type { ProbeModule } from "./probes.ts";
import type { Service } from "./service.ts";

/** The most a scrape of this job may bring; past it the scrape fails and ScrapeLimitHit fires. */
export interface ScrapeLimits {
  readonly samples: number;
  readonly labels: number;
  readonly bodyBytes: number;
  readonly targets: number;
}

/** Something Prometheus scrapes. The job is a key of the catalogue. */
export interface Target<J extends string = string> {
  readonly job: J;
  readonly at: Address;
  readonly interval?: Duration;
  /** Values are files in Prometheus' secret volume, each under its secret's name. */
  readonly credentials?: HttpCredentials;
  readonly limits: ScrapeLimits;
  /** A probe: blackbox at `at` asks `of`, with a module of blackbox.yml. `instance` is then the probed address. */
  readonly probe?: { readonly of: Address; readonly module: ProbeModule };
  /** Which of the programs in its image answers, where each has metrics of its own. */
  readonly part?: string;
  /** An exporter's: the service that it tells of, and has a connection to. */
  readonly about?: Service;
}
export const target = <const J extends string>(definition: Target<J>): Target<J> => definition;
