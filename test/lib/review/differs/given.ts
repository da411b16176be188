import type { Differ } from "../../../../lib/review/differs/differ.ts";
import { differencesOf } from "../../../../lib/review/differs/differences.ts";
import type { ResourceChange } from "../../../../lib/review/plan/plan.ts";
import type { Value } from "../../../../lib/review/plan/value.ts";

const changeOf = (before: Value, after: Value, further: Partial<ResourceChange> = {}): ResourceChange => ({
  address: "docker_container.web",
  mode: "managed",
  type: "docker_container",
  name: "web",
  provider: "registry.terraform.io/kreuzwerker/docker",
  action: "update",
  words: ["update"],
  before,
  after,
  afterUnknown: {},
  beforeSensitive: {},
  afterSensitive: {},
  replacePaths: [],
  ...further,
});

/** What differs between two states of a container. */
export const between = (
  before: Value,
  after: Value,
  further: Partial<ResourceChange> = {},
  differs: readonly Differ[] = [],
) => differencesOf(changeOf(before, after, further), differs);
