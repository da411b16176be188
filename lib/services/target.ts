import type { Duration } from "../metrics/units.ts";
import type { Address } from "./address.ts";
import type { Secret } from "./secret.ts";

/** How a scraper proves who it is. Values are files in Prometheus' secret volume. */
export type Credentials =
  | { readonly kind: "bearer"; readonly token: Secret }
  | { readonly kind: "basic"; readonly user: string; readonly password: Secret };

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
  readonly credentials?: Credentials;
  readonly limits: ScrapeLimits;
  /** A probe: blackbox at `at` asks `of`, with a module of blackbox.yml. `instance` is then the probed address. */
  readonly probe?: { readonly of: Address; readonly module: string };
}
export const target = <const J extends string>(definition: Target<J>): Target<J> => definition;
