export { type AlertmanagerConfiguration, alertmanagerFiles, receiverSecrets } from "./alertmanager.ts";
export { reach } from "./branch.ts";
export { assertAlive, canMatch, type Inhibition } from "./inhibition.ts";
export { anyValues, type LabelValues, labelValues } from "./label-values.ts";
export { routingFaults } from "./proof/faults.ts";
export { unreachable } from "./proof/reachability.ts";
export type { Routing, ServicesOfJob } from "./proof/routing.ts";
export {
  type EmailReceiver,
  type PagerDutyReceiver,
  type Receiver,
  type SlackReceiver,
  secretsOf,
  type TelegramReceiver,
  type WebhookReceiver,
} from "./receiver.ts";
export { pacedRoute, type RootRoute, type Route, receiversOf, type Timing } from "./route.ts";
export { type OmittedReceiver, withSecrets } from "./secrets.ts";
export { contains } from "./speaking.ts";
export { routingTable } from "./table.ts";
export { type TimeInterval, timeInterval, weekends, workingHours } from "./time-interval.ts";
