export { type AlertmanagerConfiguration, alertmanagerFiles, receiverSecrets } from "./alertmanager.ts";
export { assertAlive, canMatch, type Inhibition } from "./inhibition.ts";
export { type EmailReceiver, type Receiver, secretsOf, type WebhookReceiver } from "./receiver.ts";
export {
  assertReachable,
  type OmittedReceiver,
  pacedRoute,
  type RootRoute,
  type Route,
  reach,
  receiversOf,
  type Timing,
  unreachable,
  withSecrets,
} from "./route.ts";
