export { type Admission, basicAdmission, loopbackAdmission } from "./admission.ts";
export {
  CONFIGURATION_FILE,
  type Configuration,
  configurationFiles,
  type FileLogin,
  readConfiguration,
} from "./configuration.ts";
export { type ServedPage, servedPage } from "./page.ts";
export type { PrometheusAccess } from "./prometheus.ts";
export { type PreviewGiven, previewServer, type Settings } from "./server.ts";
export { type Shelf, type ShelfEvent, type ShownDashboard, shelf } from "./shelf.ts";
