import type { ResourceChange } from "../plan/plan.ts";
import type { Path } from "../plan/value.ts";

/**
 * `action_reason` in plain English, of Terraform (https://developer.hashicorp.com/terraform/internals/json-format) and
 * OpenTofu 1.12 (internal/command/jsonplan).
 */
const REASONS: { readonly [reason: string]: string } = {
  replace_because_cannot_update: "it cannot be changed in place",
  replace_because_tainted: "it is marked as damaged (tainted): its last apply failed halfway, or somebody marked it",
  replace_by_request: "whoever planned asked for it (-replace)",
  replace_by_triggers: "something that its replace_triggered_by names changes",
  delete_because_no_resource_config: "it no longer stands in the configuration",
  delete_because_no_module: "the module that it belongs to no longer stands in the configuration",
  delete_because_no_move_target: "it was moved to an address that the configuration does not have",
  delete_because_wrong_repetition: "count or for_each was added or removed, and its address no longer exists",
  delete_because_count_index: "its index is beyond the new count",
  delete_because_each_key: "its key is no longer in for_each",
  delete_because_enabled_false: "its lifecycle says enabled = false",
  read_because_config_unknown: "what it asks for is known only at the apply",
  read_because_dependency_pending: "something that it depends on changes first",
  read_because_check_nested: "a check reads it",
  forgot_because_lifecycle_destroy_in_state: "its lifecycle said destroy = false when it was last applied",
  forgot_because_lifecycle_destroy_in_config: "its lifecycle says destroy = false",
};

/** `ports[0].ip` */
export const printPath = (path: Path): string =>
  path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");

/**
 * Why this happens: the attributes that force it, except those that are told otherwise, else Terraform's reason; a reason
 * that a later one brings is quoted.
 */
export function reasonsOf({ replacePaths, reason }: ResourceChange, told: readonly string[] = []): readonly string[] {
  const open = replacePaths.filter(([root]) => !told.includes(String(root)));
  const forced = [...new Set(open.map(printPath))].map((path) => `${path} cannot be changed in place`);
  const isTold = reason === undefined || (reason === "replace_because_cannot_update" && replacePaths.length > 0);
  return [...forced, ...(isTold ? [] : [REASONS[reason] ?? `Terraform's reason: ${reason}`])];
}
