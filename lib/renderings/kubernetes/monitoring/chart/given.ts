import type { DataSource } from "../../../../dashboards/data-source.ts";
import type { Duration, Quantity } from "../../../../metrics/units.ts";
import type { RegistryImage } from "../../../../services/image.ts";
import type { Limits } from "../../../../services/service.ts";
import type { Target } from "../../../../services/target.ts";
import type { Labels } from "../../names.ts";
import type { SecretKey } from "../place.ts";
import type { Stack } from "../stack.ts";

/** A program that the chart runs. */
export interface Program {
  readonly image: RegistryImage;
  readonly limits: Limits;
  /** How many run. */
  readonly replicas: number;
  /** Room for its data. */
  readonly storage: Quantity<"bytes">;
  /** The Secret of its secret files. */
  readonly secret: string;
  /** Where people open it. */
  readonly url: string;
}

/** What the chart's values are made of. */
export interface ChartGiven {
  readonly stack: Stack;
  readonly targets: readonly Target[];
  /** What the objects that it is to pick up bear. */
  readonly labels: Labels;
  readonly interval: Duration;
  readonly timeout: Duration;
  readonly retention: { readonly time: Duration; readonly size: Quantity<"bytes"> };
  readonly externalLabels: Labels;
  readonly prometheus: Program;
  readonly alertmanager: Program;
  /** Absent: the chart runs none. */
  readonly grafana?: Program & { readonly environment: Labels; readonly dataSources: readonly DataSource[] };
  /** Absent: the chart runs none. */
  readonly nodeExporter?: Pick<Program, "image" | "limits">;
  /** Storage class; the cluster's default when absent. */
  readonly storageClass?: string;
  /** The volume with the runbooks' pages. */
  readonly runbooks: object;
  /** The authority that signed the certificate by which Prometheus and Alertmanager serve. */
  readonly authority: SecretKey;
  /** Docker's host names to those by which the stack's namespace calls them. */
  readonly hosts: ReadonlyMap<string, string>;
}
