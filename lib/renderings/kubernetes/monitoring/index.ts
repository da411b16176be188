export { configurationName } from "./alertmanager.ts";
export type { ChartGiven, Program } from "./chart/given.ts";
export { alertmanagerResource, prometheusResource } from "./chart/resources.ts";
export type { Setting, Values } from "./chart/setting.ts";
export { type ChartValues, chartValues, isProvable, valuesFile } from "./chart/values.ts";
export { monitorFaults, type Scrapable } from "./conflicts.ts";
export { DIFFERENCES, type Difference, differencesTable } from "./differences.ts";
export { MonitoringError, type MonitoringFault } from "./errors.ts";
export { LABELS, type LabelDecision, labelsTable } from "./labels.ts";
export { leftOutIn, leftOutText } from "./left-out.ts";
export {
  hostsIn,
  labelsIn,
  type MonitoringGiven,
  monitoringObjects,
  runbooksIn,
} from "./monitoring-objects.ts";
export { FIELDS, type GatedField } from "./operator/fields.ts";
export { type LeftOut, leftOutOf, objectForOperator } from "./operator/gate.ts";
export type { Place, SecretKey, ServicePlace, Tls } from "./place.ts";
export { RUNBOOKS_MOUNT, type Runbooks } from "./runbooks.ts";
export { secretData } from "./secret-data.ts";
export { assertPickedUp, selectionFaults } from "./selection.ts";
export { RELEASE_LABEL, type Stack, stackNames } from "./stack.ts";
export { type StackPlacesGiven, type StackServices, stackPlaces, stackPods } from "./stack-places.ts";
