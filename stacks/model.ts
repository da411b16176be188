import type { Inhibition, RootRoute } from "../lib/alerting/routing/index.ts";
import type { Group } from "../lib/alerting/rules/group.ts";
import type { Service } from "../lib/services/service.ts";
import type { Target } from "../lib/services/target.ts";
import type { Job } from "../metrics/index.ts";
import type { Environment } from "./environment.ts";
import type { Instance } from "./instance.ts";
import type { Omission } from "./omissions.ts";
import type { Resolution } from "./resolution.ts";

export interface Given {
  readonly environment: Environment;
  readonly instance: Instance;
  readonly resolution: Resolution;
}

/** One environment as it will stand: what runs, what is scraped, what alerts, what is left out. */
export interface Model extends Given {
  readonly services: readonly Service[];
  readonly omitted: readonly Omission[];
  readonly targets: readonly Target<Job>[];
  readonly groups: readonly Group[];
  readonly route: RootRoute;
  readonly inhibitions: readonly Inhibition[];
  /** The loopback port of the host for a port that a person opens. */
  readonly hostPort: (service: Service, port: string) => number;
  /** `http://localhost:9090` */
  readonly publicUrl: (service: Service, port: string) => string;
}
