export { type GrafanaContent, renderContent } from "./content.ts";
export { type GrafanaMajor, withIdsSeen } from "./dashboard.ts";
export { deliveries } from "./deliveries.ts";
export { GrafanaError, type Problem } from "./errors.ts";
export type { Folder, Permission } from "./folder.ts";
export { dashboardFiles, dashboardProvider, provisioning, v2Files } from "./provisioning.ts";
export { grafanaSchema } from "./schema.ts";
export { validate } from "./validate.ts";
