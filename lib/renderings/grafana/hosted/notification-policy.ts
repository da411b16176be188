import { NotificationPolicy, type NotificationPolicyPolicy } from "@cdktf/provider-grafana/lib/notification-policy";
import { GROUP_BY } from "../../../alerting/routing/route.ts";
import { type Construct, escapeTemplate, type TerraformResource } from "../../terraform.ts";
import type { Policy } from "./policy.ts";

/** The one tree of a Grafana; whatever stood in its place is overwritten. `after`: what the tree names. */
export const renderNotificationPolicy = (
  scope: Construct,
  { contactPoint, groupBy = GROUP_BY, timing, policies }: Policy,
  after: readonly TerraformResource[],
): NotificationPolicy =>
  new NotificationPolicy(scope, "notification-policy", {
    dependsOn: [...after],
    contactPoint,
    groupBy: [...groupBy],
    ...timingArguments(timing),
    policy: policies.map((child) => nested(child, groupBy)),
  });

/** Group labels are inherited here, not by Grafana: its provider demands them of the deepest level. */
function nested(policy: Policy, above: readonly string[]): NotificationPolicyPolicy {
  const groupBy = policy.groupBy ?? above;
  return {
    contactPoint: policy.contactPoint,
    groupBy: [...groupBy],
    matcher: policy.matchers.map((matcher) => ({ ...matcher, value: escapeTemplate(matcher.value) })),
    ...timingArguments(policy.timing),
    ...(policy.muteTimings.length > 0 && { muteTimings: [...policy.muteTimings] }),
    ...(policy.activeTimings.length > 0 && { activeTimings: [...policy.activeTimings] }),
    continue: policy.continue,
    ...(policy.policies.length > 0 && { policy: policy.policies.map((child) => nested(child, groupBy)) }),
  };
}

const timingArguments = (timing: Policy["timing"]) =>
  timing ? { groupWait: timing.wait, groupInterval: timing.interval, repeatInterval: timing.repeat } : {};
