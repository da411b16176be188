export { alertThreshold, judgedAlert, knownAlert } from "./alerts.ts";
export { consistent, editable, question, refresh, size } from "./dashboard.ts";
export { description, sameTitle } from "./description.ts";
export { linkLabel, linkTarget } from "./links.ts";
export { promql, promqlWarning } from "./promql.ts";
export { noQueries, sameQuery } from "./queries.ts";
export { unit } from "./unit.ts";
export { variableIgnored, variableRefresh, variableSeries } from "./variables.ts";
