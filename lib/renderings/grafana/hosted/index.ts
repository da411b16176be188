export { contactSecrets, type HostedAlerting, renderHostedAlerting } from "./alerting.ts";
export { type MimirSource, renderMimirSources } from "./data-source.ts";
export { differencesTable, ROUTING_DIFFERENCES, RULE_DIFFERENCES } from "./differences.ts";
export { HostedGrafanaError } from "./errors.ts";
export { statesOf } from "./managed-rule.ts";
export { type Policy, policyOf } from "./policy.ts";
export { overwritten, type PolicyAnswer, sameRoutes } from "./policy-tree.ts";
export { sensitiveVariables, variableName } from "./variables.ts";
