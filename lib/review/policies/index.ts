export { resourcesInCompose } from "./from-compose.ts";
export { resourcesInspected } from "./from-inspect.ts";
export { resourcesOf } from "./from-plan.ts";
export { resourcesIn } from "./from-synthesized.ts";
export { type InspectedContainer, inspectShape } from "./inspect-shape.ts";
export { judge } from "./judge.ts";
export { POLICIES } from "./policies.ts";
export type { Breach, Policy, PolicyWaiver, Resource } from "./policy.ts";
export { remoteState } from "./terraform/remote-state.ts";
