import { filesOf, type Suite, suiteOf } from "../../lib/alerting/proofs/suite.ts";
import type { Ground } from "../../lib/alerting/proofs/world.ts";
import type { AlertChange, Rule } from "../../lib/alerting/rules/difference.ts";
import { labelsOf } from "../../lib/alerting/rules/file.ts";
import type { Group } from "../../lib/alerting/rules/group.ts";
import { parseDuration } from "../../lib/promql/index.ts";
import { groundOf } from "../../rules/ground.ts";
import type { Model } from "../../stacks/model.ts";
import { readRecordings } from "../../stacks/recordings.ts";

/** Where `quantflow render` writes proofs. */
const FOLDER = "prometheus/tests";
const NAMED = 3;

type Proven = Pick<Model, "environment" | "groups">;

/** Names what proves an alert that changed or is new; nothing of one that is removed. */
export function provenIn(model: Proven): (alert: AlertChange) => readonly string[] {
  let ground: Ground | undefined;
  const casesAmong = (placed: Placed): string => {
    ground ??= groundOf(readRecordings());
    return casesOf(suiteOf(placed.alert, placed.group.recordings, ground));
  };
  return ({ title, after }) => (after === undefined ? [] : [`alert ${title} ${proof(after, model, casesAmong)}`]);
}

function proof(rule: Rule, { environment, groups }: Proven, casesAmong: (placed: Placed) => string): string {
  if (environment.pace !== 1) return `is not proved: environment ${environment.name} runs its rules at another pace`;
  const found = groups.flatMap((group) => group.alerts.map((alert) => ({ alert, group }))).find(isOf(rule));
  if (found === undefined) return "is not proved: this code has no such alert";
  const cases = casesAmong(found);
  return isSame(rule, found.alert)
    ? `is proved by ${cases}`
    : `is another version than that of this code, which is proved by ${cases}`;
}

type Placed = { readonly alert: Group["alerts"][number]; readonly group: Group };

/** A name may be that of several rules, told apart by their constant labels. */
const isOf =
  ({ name, labels }: Rule) =>
  ({ alert }: Placed): boolean =>
    alert.name === name && Object.entries(alert.labels).every(([label, value]) => labels[label] === value);

const isSame = (rule: Rule, alert: Placed["alert"]): boolean =>
  rule.expr === alert.condition.promql &&
  parseDuration(rule.for) === (alert.for?.value ?? 0) &&
  Object.entries(labelsOf(alert)).every(([label, value]) => rule.labels[label] === value);

/** `7 cases of prometheus/tests/FeedStale-15s.yml: fires when …; …; and 4 more` */
function casesOf(suite: Suite): string {
  const files = filesOf([suite]).tests.map((file) => `${FOLDER}/${file}`);
  const cases = suite.proofs.map(({ name }) => name.slice(suite.name.length + 1));
  const more = cases.length > NAMED ? `; and ${cases.length - NAMED} more` : "";
  const count = `${cases.length} case${cases.length === 1 ? "" : "s"}`;
  return `${count} of ${files.join(", ")}: ${cases.slice(0, NAMED).join("; ")}${more}`;
}
