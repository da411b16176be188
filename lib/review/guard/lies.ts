import type { ResourceChange } from "../plan/plan.ts";
import { AWS } from "./aws.ts";
import { DOCKER } from "./docker.ts";
import { GRAFANA } from "./grafana.ts";
import type { Lie } from "./lie.ts";

/** Where providers do not do what their plans say; add one here, with the issue or the test that shows it. */
export const LIES: readonly Lie[] = [...DOCKER, ...GRAFANA, ...AWS];

/** What of this change the provider will not do, or will do otherwise; nothing where nothing changes. */
export const warningsOf = (change: ResourceChange): readonly string[] =>
  change.action === "no-op" || change.action === "read" || change.mode === "data"
    ? []
    : LIES.flatMap(({ run }) => run(change) ?? []);
