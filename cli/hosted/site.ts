import type { Environment, HostedGrafanaGround } from "../../stacks/environment.ts";
import { environments } from "../../stacks/environments/index.ts";
import { notHosted } from "./errors.ts";

/** Fails where rules and routes are read by servers of the environment's own. */
export function hostedGround({ name, ground }: Environment): HostedGrafanaGround {
  if (ground.kind === "hosted-grafana") return ground;
  const every: readonly Environment[] = Object.values(environments);
  const hosted = every.filter((one) => one.ground.kind === "hosted-grafana").map((one) => one.name);
  throw notHosted(name, hosted);
}
