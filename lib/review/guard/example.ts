import type { Action, ResourceChange } from "../plan/plan.ts";
import type { Value } from "../plan/value.ts";

type Attributes = { readonly [key: string]: Value };

const WORDS: { readonly [action in Action]?: readonly string[] } = {
  create: ["create"],
  update: ["update"],
  replace: ["delete", "create"],
  "no-op": ["no-op"],
};

/** A change as a plan would hold it, of these attributes before and after: what a lie is shown with. */
export const example = (
  action: Action,
  address: string,
  before: Attributes | null,
  after: Attributes | null,
): ResourceChange => {
  const [type = "", name = ""] = address.split(".");
  return {
    ...{ address, mode: "managed", type, name, action, before, after },
    provider: `registry.terraform.io/example/${type.split("_")[0]}`,
    words: WORDS[action] ?? [action],
    ...{ afterUnknown: false, beforeSensitive: false, afterSensitive: false, replacePaths: [] },
  };
};
