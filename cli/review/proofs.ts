import { filesOf, type Suite, suiteOf } from "../../lib/alerting/proofs/suite.ts";
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
export const provenIn =
  (model: Proven) =>
  ({ title, after }: AlertChange): readonly string[] =>
    after === undefined ? [] : [`alert ${title} ${proof(after, model)}`];

function proof(rule: Rule, { environment, groups }: Proven): string {
  if (environment.pace !== 1) return `is not proved: environment ${environment.name} runs its rules at another pace`;
  const found = groups.flatMap((group) => group.alerts.map((alert) => ({ alert, group }))).find(isOf(rule));
  if (found === undefined) return "is not proved: this code has no such alert";
  const { alert, group } = found;
  if (!isSame(rule, alert)) return "is not proved: this code has another version of it";
  return provedBy(suiteOf(alert, group.recordings, groundOf(readRecordings())));
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

/** `proved by 7 cases of prometheus/tests/FeedStale-15s.yml: fires when …; … and 4 more` */
function provedBy(suite: Suite): string {
  const files = filesOf([suite]).tests.map((file) => `${FOLDER}/${file}`);
  const cases = suite.proofs.map(({ name }) => name.slice(suite.name.length + 1));
  const more = cases.length > NAMED ? `; and ${cases.length - NAMED} more` : "";
  const count = `${cases.length} case${cases.length === 1 ? "" : "s"}`;
  return `is proved by ${count} of ${files.join(", ")}: ${cases.slice(0, NAMED).join("; ")}${more}`;
}
