import type { Environment } from "./environment.ts";
import { notApplied } from "./errors.ts";

/** Whether Terraform applies an environment: what a cluster runs is given to kubectl, as files. */
export const isApplied = ({ ground }: Pick<Environment, "ground">): boolean => ground.kind !== "kubernetes";

/** Fails on an environment that Terraform does not apply: its services would come up in this machine's engine. */
export function requireApplied(environment: Pick<Environment, "ground" | "name">): void {
  if (!isApplied(environment)) throw notApplied(environment.name);
}
