import type { Differ } from "../../../../lib/review/differs/differ.ts";
import { differencesOf } from "../../../../lib/review/differs/differences.ts";
import type { ResourceChange } from "../../../../lib/review/plan/plan.ts";
import type { Value } from "../../../../lib/review/plan/value.ts";
import { change } from "../secrets/plans.ts";

/** What differs between two states of a container. */
export const between = (
  before: Value,
  after: Value,
  further: Partial<ResourceChange> = {},
  differs: readonly Differ[] = [],
) => differencesOf(change({ before, after, ...further }), differs);
