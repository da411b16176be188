import type { Environment } from "../environment.ts";
import { unknownEnvironment } from "../errors.ts";
import { docker } from "./docker.ts";
import { fault } from "./fault.ts";
import { grafanaCloud } from "./grafana-cloud.ts";
import { kubernetes } from "./kubernetes.ts";
import { local } from "./local.ts";
import { scale } from "./scale.ts";

export const environments = {
  local,
  docker,
  fault,
  scale,
  "grafana-cloud": grafanaCloud,
  kubernetes,
} as const satisfies Readonly<Record<string, Environment>>;

/** Fails with the known names when there is no such environment. */
export function environmentNamed(name: string): Environment {
  const found = Object.values(environments).find((environment) => environment.name === name);
  if (!found) throw unknownEnvironment(name, Object.keys(environments));
  return found;
}

/** Those that a Docker engine carries: what is planned, applied and looked after by `up`, `status` and `down`. */
export const dockerEnvironments: readonly Environment[] = Object.values(environments).filter(
  ({ ground }) => ground.kind === "docker",
);
