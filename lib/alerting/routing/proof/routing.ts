import type { Duration } from "../../../metrics/units.ts";
import type { Service } from "../../../services/service.ts";
import type { Alert } from "../../rules/alert.ts";
import type { Inhibition } from "../inhibition.ts";
import type { LabelValues } from "../label-values.ts";
import type { Receiver } from "../receiver.ts";
import type { RootRoute } from "../route.ts";
import type { TimeInterval } from "../time-interval.ts";

/** The services that a job's alerts are about: the one that is scraped, and the one that it is asked about. */
export type ServicesOfJob = (job: string) => readonly Service[];

/** Everything between an alert and a person. */
export interface Routing {
  readonly alerts: readonly Alert[];
  readonly route: RootRoute;
  readonly inhibitions: readonly Inhibition[];
  readonly servicesOf: ServicesOfJob;
  readonly values: LabelValues;
  /** How long Alertmanager keeps what it has told (`--data.retention`). */
  readonly retention: Duration;
  /** What was meant to be used, beside what stands in the tree. */
  readonly receivers?: readonly Receiver[];
  readonly intervals?: readonly TimeInterval[];
}
