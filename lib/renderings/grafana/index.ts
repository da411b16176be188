export { type GrafanaContent, renderContent } from "./content.ts";
export { deliveries } from "./deliveries.ts";
export { GrafanaError, type Problem } from "./errors.ts";
export { dashboardFiles, dashboardProvider, type Folder, provisioning } from "./provisioning.ts";
export { grafanaSchema } from "./schema.ts";
export { validate } from "./validate.ts";
