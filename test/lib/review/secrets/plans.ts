import type { Plan, ResourceChange } from "../../../../lib/review/plan/plan.ts";

/** An update of one container, without secrets. */
export const change = (given: Partial<ResourceChange>): ResourceChange => ({
  address: "docker_container.web",
  mode: "managed",
  type: "docker_container",
  name: "web",
  provider: "registry.terraform.io/kreuzwerker/docker",
  action: "update",
  words: ["update"],
  before: null,
  after: null,
  afterUnknown: false,
  beforeSensitive: false,
  afterSensitive: false,
  replacePaths: [],
  ...given,
});

export const plan = (changes: readonly ResourceChange[], given: Partial<Plan> = {}): Plan => ({
  formatVersion: "1.2",
  changes,
  drift: [],
  outputs: [],
  references: new Map(),
  incomplete: [],
  failedChecks: [],
  ...given,
});
