import { ReviewError } from "../errors.ts";
import { failedChecksOf, incompleteOf } from "./caveats.ts";
import { outputChangesOf, resourceChangeOf } from "./change.ts";
import type { Plan, ResourceChange } from "./plan.ts";
import { requireObject, requirePlanKeys } from "./recognize.ts";
import { referencesOf } from "./references.ts";
import { notAPlan, tooLarge } from "./refusal.ts";
import { elementsOf, membersOf, parse, type Span, skipBlank } from "./scan.ts";
import { requiredText, textField } from "./shape.ts";

/** The largest plan that is read, in bytes: 1 GiB. */
export const LARGEST_PLAN = 1024 * 1024 * 1024;

/** Small parts, parsed whole; `prior_state` and `planned_values`, half of a plan and more, are never parsed. */
const small = [
  "format_version",
  "terraform_version",
  "output_changes",
  "checks",
  "errored",
  "complete",
  "deferred_changes",
  "action_invocations",
];

type Members = ReadonlyMap<string, Span>;

function membersOfPlan(bytes: Uint8Array): Members {
  const { members, end } = membersOf(bytes, requireObject(bytes));
  requirePlanKeys(new Set(members.keys()));
  if (skipBlank(bytes, end) < bytes.length) throw notAPlan(`something follows the plan at byte ${end}`);
  return members;
}

function partsOf(bytes: Uint8Array, members: Members, keys: readonly string[]): { readonly [key: string]: unknown } {
  const present = keys.flatMap((key) => {
    const span = members.get(key);
    return span ? [[key, parse(bytes, span, key)] as const] : [];
  });
  return Object.fromEntries(present);
}

/** Anything else is not repeated to the reader: it may be a secret. */
const isVersion = (text: string): boolean => /^[\dx.]{1,20}$/.test(text);

function requireFormat(version: string): void {
  if (/^1\.\d+$/.test(version)) return;
  throw new ReviewError(
    "review/unknown-format",
    `the plan has ${isVersion(version) ? `format "${version}"` : "a format that is no version"}; 1.x is read`,
    "plan with Terraform 1.1 or later, or any OpenTofu, whose plans have format 1.x",
  );
}

function changesOf(bytes: Uint8Array, members: Members, key: string): readonly ResourceChange[] {
  const span = members.get(key);
  if (!span) return [];
  const changes: ResourceChange[] = [];
  for (const one of elementsOf(bytes, span, key)) changes.push(resourceChangeOf(one, `${key}[${changes.length}]`));
  return changes;
}

/**
 * A plan as `terraform show -json` or `tofu show -json` prints it, in UTF-8, of any format 1.x
 * (https://developer.hashicorp.com/terraform/internals/json-format#plan-representation). Fails with a ReviewError:
 * `review/not-a-plan`, `review/truncated` (with the byte), `review/unknown-format`, `review/too-large` (above 1 GiB).
 */
export function readPlan(bytes: Uint8Array): Plan {
  if (bytes.length > LARGEST_PLAN) throw tooLarge("the plan", bytes.length, LARGEST_PLAN);
  const members = membersOfPlan(bytes);
  const plan = partsOf(bytes, members, small);
  const formatVersion = requiredText(plan, "format_version", "the plan");
  requireFormat(formatVersion);
  const toolVersion = textField(plan, "terraform_version");
  return {
    formatVersion,
    ...(toolVersion === undefined ? {} : { toolVersion }),
    changes: changesOf(bytes, members, "resource_changes"),
    drift: changesOf(bytes, members, "resource_drift"),
    outputs: outputChangesOf(plan),
    references: referencesOf(partsOf(bytes, members, ["configuration"])["configuration"]),
    incomplete: incompleteOf(plan),
    failedChecks: failedChecksOf(plan),
  };
}
