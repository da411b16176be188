import type { Group } from "../lib/alerting/rules/group.ts";
import type { Omission } from "./omissions.ts";
import type { Profile } from "./profile.ts";

const NO_RULES =
  "the agent evaluates no rule: the hosted ruler does, and its operator watches it; the Watchdog tells when nothing is evaluated";
const NO_ALERTS = "the agent hands no alert over: the hosted ruler does; the Watchdog tells when nothing arrives";

/** Alerts about what a Prometheus does with rules. An agent exports no such metric, so they could never fire. */
const OF_EVALUATION: Readonly<Record<string, string>> = {
  RuleEvaluationFailures: NO_RULES,
  NotificationsFailing: NO_ALERTS,
  NotificationsDropped: NO_ALERTS,
  NoAlertmanager: NO_ALERTS,
};

/** The groups without what nothing would ever fire, where every scraper is an agent; and what that left out. */
export function withoutEvaluation(
  groups: readonly Group[],
  { scrapers }: Pick<Profile, "scrapers">,
): { readonly groups: readonly Group[]; readonly omitted: readonly Omission[] } {
  if (!scrapers.every(({ agent }) => agent)) return { groups, omitted: [] };
  const why = (name: string) => OF_EVALUATION[name];
  return {
    groups: groups.map((group) => ({ ...group, alerts: group.alerts.filter(({ name }) => why(name) === undefined) })),
    omitted: groups
      .flatMap(({ alerts }) => alerts)
      .flatMap(({ name }) => [why(name)].flatMap((reason) => (reason ? [{ name: `alert ${name}`, why: reason }] : []))),
  };
}
