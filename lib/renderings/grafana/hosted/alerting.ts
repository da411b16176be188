import { type RootRoute, receiversOf } from "../../../alerting/routing/index.ts";
import { secretsOf } from "../../../alerting/routing/receiver.ts";
import { intervalsOf } from "../../../alerting/routing/route.ts";
import type { Group } from "../../../alerting/rules/group.ts";
import type { Secret } from "../../../services/secret.ts";
import type { Construct } from "../../terraform.ts";
import { renderContactPoint, renderTemplates } from "./contact-point.ts";
import { type ManagedGroups, renderManagedGroup } from "./managed-group.ts";
import { renderMuteTiming } from "./mute-timing.ts";
import { renderNotificationPolicy } from "./notification-policy.ts";
import { policyOf } from "./policy.ts";
import type { Variables } from "./variables.ts";

export interface HostedAlerting {
  /** What Grafana calls the templates of our messages, among those of others. */
  readonly templates: string;
  readonly route: RootRoute;
  /** Rules that Grafana itself evaluates; none where the ruler does. */
  readonly managed?: { readonly groups: readonly Group[] } & ManagedGroups;
}

/** Who is told by a hosted Grafana, and what it evaluates itself. Fails on what it cannot express. */
export function renderHostedAlerting(
  scope: Construct,
  { route, managed, ...named }: HostedAlerting,
  variables: Variables,
): void {
  const templates = renderTemplates(scope, named.templates);
  const points = receiversOf(route).map((receiver) => renderContactPoint(scope, receiver, variables, templates));
  const timings = intervalsOf(route).map((interval) => renderMuteTiming(scope, interval));
  renderNotificationPolicy(scope, policyOf(route), [...points, ...timings]);
  if (managed === undefined) return;
  for (const group of managed.groups) renderManagedGroup(scope, group, managed);
}

/** The secrets that contact points are given. */
export const contactSecrets = (route: RootRoute): readonly Secret[] => receiversOf(route).flatMap(secretsOf);
