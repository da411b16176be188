import type { Environment } from "../environment.ts";
import { docker } from "./docker.ts";
import { encrypted } from "./encrypted.ts";
import { fault } from "./fault.ts";
import { grafanaCloud } from "./grafana-cloud.ts";
import { kubernetes } from "./kubernetes.ts";
import { local } from "./local.ts";
import { scale } from "./scale.ts";

export const environments = {
  local,
  docker,
  fault,
  encrypted,
  scale,
  "grafana-cloud": grafanaCloud,
  kubernetes,
} as const satisfies Readonly<Record<string, Environment>>;
