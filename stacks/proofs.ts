import { filesOf, ruleFileOf, type Suite, suiteOf } from "../lib/alerting/proofs/suite.ts";
import type { Ground } from "../lib/alerting/proofs/world.ts";
import type { Alert } from "../lib/alerting/rules/alert.ts";
import type { Recording } from "../lib/alerting/rules/group.ts";
import { groundOf } from "../rules/ground.ts";
import type { Model } from "./model.ts";
import { readRecordings } from "./recordings.ts";

/**
 * The proofs of the model's rules, for `promtool test rules *.yml`; each has its rule beside it, alone, because other
 * rules of the group could fire of what it tells. None for rules at another pace than that of their meaning.
 */
export function proofFiles({ groups, environment }: Model): ReadonlyMap<string, string> {
  if (environment.pace !== 1) return new Map();
  return filesOf(groups.flatMap(({ alerts, recordings }) => alerts.map((alert) => proven(alert, recordings)))).files;
}

/** By the rule, which has one meaning: environments share most of their rules, and a story takes long to tell. */
const suites = new Map<string, Suite>();

function proven(alert: Alert, recordings: readonly Recording[]): Suite {
  const rule = ruleFileOf(alert, recordings);
  const suite = suites.get(rule) ?? suiteOf(alert, recordings, ground(), rule);
  suites.set(rule, suite);
  return suite;
}

let known: Ground | undefined;

function ground(): Ground {
  known ??= groundOf(readRecordings());
  return known;
}
