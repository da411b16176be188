/** What a hosted Grafana cannot be told, or would understand otherwise. `code` is stable, the text is not. */
export class HostedGrafanaError extends Error {
  override readonly name = "HostedGrafanaError";
  constructor(
    readonly code: `hosted-grafana/${string}`,
    message: string,
    /** What to do, in the imperative. */
    readonly remedy: string,
  ) {
    super(message);
  }
}

export const absentContactPoint = (receiver: string): HostedGrafanaError =>
  new HostedGrafanaError(
    "hosted-grafana/absent-receiver",
    `the receiver "${receiver}" is not there, and Grafana has no contact point that tells nobody`,
    "give it its secret, or take it out of the environment's audience",
  );

export const unreachableReceiver = (receiver: string, service: string): HostedGrafanaError =>
  new HostedGrafanaError(
    "hosted-grafana/unreachable-receiver",
    `the receiver "${receiver}" lives in ${service}, which a hosted Grafana cannot reach`,
    "give the environment an audience outside the platform",
  );

export const ownTelegram = (receiver: string, url: string): HostedGrafanaError =>
  new HostedGrafanaError(
    "hosted-grafana/own-telegram",
    `the receiver "${receiver}" uses the Bot API at ${url}; Grafana knows api.telegram.org alone`,
    "leave out its url, or use another kind of receiver",
  );

export const tooDeep = (policy: string, most: number): HostedGrafanaError =>
  new HostedGrafanaError(
    "hosted-grafana/policy-too-deep",
    `the notification policy for ${policy} stands more than ${most} levels below the root, where Grafana's provider ends`,
    "flatten the routes: a route's matchers may hold those of the route above it",
  );
