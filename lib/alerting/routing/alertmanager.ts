/** alertmanager.yml, within what 0.31 knows. Source: prometheus.io/docs/alerting/latest/configuration */
import { stringify } from "yaml";
import { duration } from "../../metrics/duration.ts";
import { plain, type SecretFiles } from "../../services/secret.ts";
import type { Inhibition } from "./inhibition.ts";
import { integration } from "./integrations.ts";
import { matchers } from "./matchers.ts";
import { secretsOf } from "./receiver.ts";
import { GROUP_BY, intervalsOf, type RootRoute, type Route, receiversOf, type Timing } from "./route.ts";
import { TEMPLATES } from "./templates/all.ts";
import { intervalConfiguration, type TimeInterval } from "./time-interval.ts";

const TEMPLATE_FILE = "templates/messages.tmpl";

export interface AlertmanagerConfiguration {
  readonly route: RootRoute;
  readonly inhibitions: readonly Inhibition[];
}

/** File names to texts, relative to Alertmanager's configuration directory. */
export const alertmanagerFiles = (given: AlertmanagerConfiguration): ReadonlyMap<string, string> =>
  new Map([
    ["alertmanager.yml", alertmanagerConfiguration(given)],
    [TEMPLATE_FILE, TEMPLATES],
  ]);

/** The files that Alertmanager reads its receivers' credentials from. */
export const receiverSecrets = ({ route }: Pick<AlertmanagerConfiguration, "route">): SecretFiles =>
  Object.fromEntries(
    receiversOf(route)
      .flatMap(secretsOf)
      .map((secret) => [secret.name, plain(secret)]),
  );

function alertmanagerConfiguration({ route, inhibitions }: AlertmanagerConfiguration): string {
  const intervals = intervalsOf(route);
  return stringify(
    {
      templates: [TEMPLATE_FILE],
      ...(intervals.length > 0 && { time_intervals: intervals.map(intervalConfiguration) }),
      route: routeOf({ groupBy: GROUP_BY, ...route }),
      inhibit_rules: inhibitions.map(inhibitRule),
      receivers: receiversOf(route).map(integration),
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

const routeOf = ({ to, when, timing, groupBy, muted = [], active = [], continue: goesOn, routes }: Route): object => ({
  ...(groupBy && { group_by: groupBy }),
  receiver: to.name,
  ...(when && { matchers: matchers(when) }),
  ...(timing && timingOf(timing)),
  ...(muted.length > 0 && { mute_time_intervals: names(muted) }),
  ...(active.length > 0 && { active_time_intervals: names(active) }),
  ...(goesOn && { continue: true }),
  ...(routes && { routes: routes.map(routeOf) }),
});

const names = (intervals: readonly TimeInterval[]): readonly string[] => intervals.map(({ name }) => name);

const timingOf = ({ wait, interval, repeat }: Timing) => ({
  group_wait: duration(wait),
  group_interval: duration(interval),
  repeat_interval: duration(repeat),
});

const inhibitRule = ({ name, source, target, equal }: Inhibition) => ({
  name,
  source_matchers: matchers(source),
  target_matchers: matchers(target),
  ...(equal.length > 0 && { equal }),
});
