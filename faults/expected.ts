/** How soon a fault has to be told, by the rule's own times. */
import { branched, walk } from "../lib/alerting/routing/branch.ts";
import type { LabelSet } from "../lib/alerting/routing/matchers.ts";
import type { Alert } from "../lib/alerting/rules/alert.ts";
import { labelsOf } from "../lib/alerting/rules/file.ts";
import type { Model } from "../stacks/model.ts";
import { unknownAlert, unreached } from "./errors.ts";
import { type Notice, type Told, WATCHMAN } from "./statement.ts";

/** Two seconds for what is neither scraped nor waited for: evaluation, delivery, our own looking. */
const ALLOWANCE_SECONDS = 2;

type Given = Pick<Model, "environment" | "groups" | "route">;

/** The alert's rule as it is loaded, with its job; undefined where there is none. */
export const ruleOf = ({ groups }: Pick<Model, "groups">, { alert, job }: Notice): Alert | undefined =>
  groups
    .flatMap(({ alerts }) => alerts)
    .find(({ name, labels }) => name === alert && (labels["job"] === undefined || labels["job"] === job));

/** The watchman looks every second. */
const LOOK_SECONDS = 1;

/**
 * The seconds until the alert fires: what shows it, a scrape, `for` rounded up to an evaluation, an evaluation. Fails
 * where there is no such rule.
 */
export function firesWithin(notice: Notice, given: Given): number {
  const after = notice.after?.lasts(given.environment).value ?? 0;
  if (notice.alert === WATCHMAN) return after + LOOK_SECONDS;
  const every = given.environment.interval.value;
  const held = Math.ceil((required(given, notice).for?.value ?? 0) / every) * every;
  return after + every + held + every;
}

/** The seconds until a receiver is told: those until it fires, the wait of its group, and two. */
export const toldWithin = (notice: Notice, receiver: Told, given: Given): number =>
  firesWithin(notice, given) + waitOf(notice, receiver, given) + ALLOWANCE_SECONDS;

/** The longest wait among the routes that bring this alert to the receiver; the watchman waits for nothing. */
function waitOf(notice: Notice, receiver: Told, given: Given): number {
  if (notice.alert === WATCHMAN) return 0;
  const rule = required(given, notice);
  const labels: LabelSet = { job: notice.job, ...labelsOf(rule), alertname: rule.name };
  const waits = walk(labels, branched(given.route)).telling.filter(({ to }) => to.name === receiver);
  if (waits.length === 0) throw unreached(notice.alert, receiver);
  return Math.max(...waits.map(({ timing }) => timing.wait.value));
}

function required(given: Given, notice: Notice): Alert {
  const rule = ruleOf(given, notice);
  if (!rule) throw unknownAlert(notice.alert, notice.job);
  return rule;
}
