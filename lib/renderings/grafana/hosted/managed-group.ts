import { RuleGroup, type RuleGroupRule } from "@cdktf/provider-grafana/lib/rule-group";
import type { Group } from "../../../alerting/rules/group.ts";
import type { Duration } from "../../../metrics/units.ts";
import type { Construct } from "../../terraform.ts";
import { type Evaluation, managedAlert, managedRecording } from "./managed-rule.ts";

/** Grafana evaluates at multiples of this many seconds. */
const STEP = 10;

export interface ManagedGroups extends Evaluation {
  readonly folderUid: string;
  /** Evaluated at it, or at the next multiple of 10 s. */
  readonly interval: Duration;
}

/** A group as Grafana evaluates it; RULE_DIFFERENCES in differences.ts says what is otherwise than in Prometheus. */
export function renderManagedGroup(scope: Construct, group: Group, how: ManagedGroups): RuleGroup {
  const { name, recordings, alerts } = group;
  return new RuleGroup(scope, `rules-${name}`, {
    name,
    folderUid: how.folderUid,
    intervalSeconds: Math.ceil(how.interval.value / STEP) * STEP,
    rule: distinct([
      ...recordings.map((one) => managedRecording(one, how)),
      ...alerts.map((one) => managedAlert(one, how)),
    ]),
  });
}

/** Grafana tells rules of a group apart by their names: the second `TargetDown` is `TargetDown (2)`, as where it imports them. */
function distinct(rules: readonly RuleGroupRule[]): RuleGroupRule[] {
  const seen = new Map<string, number>();
  return rules.map((rule) => {
    const count = (seen.get(rule.name) ?? 0) + 1;
    seen.set(rule.name, count);
    return count === 1 ? rule : { ...rule, name: `${rule.name} (${count})` };
  });
}
