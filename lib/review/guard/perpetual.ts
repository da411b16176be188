import type { ResourceChange } from "../plan/plan.ts";
import { changedAttributes, plannedAttributes } from "./attributes.ts";
import { LIES } from "./lies.ts";

/** What the provider reads from the running object and nobody sets: it changes with every start. */
const READ_ONLY: { readonly [type: string]: readonly string[] } = {
  docker_container: ["bridge", "container_logs", "exit_code", "network_data"],
};

/** Whether what was read differs only as the provider always reports: null beside empty, its own readings, a known lie. */
export const isPerpetual = (change: ResourceChange): boolean =>
  (change.action === "update" || change.action === "no-op") && trueDifferences(change).length === 0;

/** The attributes that differ by more than what the provider always reports, by name. */
export const trueDifferences = (change: ResourceChange): readonly string[] =>
  unexplained(change, changedAttributes(change));

/** Whether a planned update does nothing but what the provider always reports: its own readings, a known lie. */
export const isIdle = (change: ResourceChange): boolean => {
  const planned = change.action === "update" ? plannedAttributes(change) : [];
  return planned.length > 0 && unexplained(change, planned).length === 0;
};

function unexplained(change: ResourceChange, names: readonly string[]): readonly string[] {
  const readings = READ_ONLY[change.type] ?? [];
  const lied = LIES.flatMap(({ attributes = [], run }) => (attributes.length > 0 && run(change) ? attributes : []));
  return names.filter((name) => !readings.includes(name) && !lied.includes(name));
}
