import { RuleGroup } from "@cdktf/provider-grafana/lib/rule-group";
import type { Group } from "../../../alerting/rules/group.ts";
import type { Duration } from "../../../metrics/units.ts";
import type { Construct } from "../../terraform.ts";
import { sameTitle, secondsOnly } from "./errors.ts";
import { type Evaluation, managedAlert, managedRecording } from "./managed-rule.ts";

/** Grafana evaluates at multiples of this many seconds. */
const STEP = 10;

export interface ManagedGroups extends Evaluation {
  readonly folderUid: string;
  readonly interval: Duration;
}

/** A group as Grafana evaluates it. Fails on an interval that it cannot keep, and on two rules of one name. */
export function renderManagedGroup(scope: Construct, group: Group, how: ManagedGroups): RuleGroup {
  const { folderUid, interval } = how;
  if (interval.value % STEP !== 0) throw secondsOnly(group.name, interval.text);
  const rule = [
    ...group.recordings.map((one) => managedRecording(one, how)),
    ...group.alerts.map((one) => managedAlert(one, how)),
  ];
  const names = rule.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw sameTitle(group.name, twice);
  return new RuleGroup(scope, `rules-${group.name}`, {
    name: group.name,
    folderUid,
    intervalSeconds: interval.value,
    rule,
  });
}
